// SPDX-License-Identifier: Apache-2.0
/** Broadcasts in shared memory: one producer that waits for nobody, any number of consumers. */
package dev.tenon.runtime.section.broadcast;
