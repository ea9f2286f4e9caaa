// SPDX-License-Identifier: Apache-2.0
/** Latest values in shared memory: one writer, any number of readers. */
package dev.tenon.runtime.section.latest;
