// SPDX-License-Identifier: Apache-2.0
/** Mutexes in shared memory: held by one thread of one process at a time. */
package dev.tenon.runtime.section.mutex;
