// SPDX-License-Identifier: Apache-2.0
/** Queues: a header and a ring of records. Not exported. */
package dev.tenon.runtime.section.queue;
