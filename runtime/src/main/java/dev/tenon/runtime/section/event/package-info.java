// SPDX-License-Identifier: Apache-2.0
/** Events in shared memory: bits that any process sets and any process waits for. */
package dev.tenon.runtime.section.event;
