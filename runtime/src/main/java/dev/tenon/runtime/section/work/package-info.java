// SPDX-License-Identifier: Apache-2.0
/** Work in shared memory: one producer, several workers, each task for one of them. */
package dev.tenon.runtime.section.work;
