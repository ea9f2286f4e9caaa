// SPDX-License-Identifier: Apache-2.0
/** Structs in shared memory, and those that wait for changes of them. */
package dev.tenon.runtime.section.struct;
