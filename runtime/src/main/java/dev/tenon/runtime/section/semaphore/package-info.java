// SPDX-License-Identifier: Apache-2.0
/** Semaphores in shared memory: permits, each had by one attachment at a time. */
package dev.tenon.runtime.section.semaphore;
