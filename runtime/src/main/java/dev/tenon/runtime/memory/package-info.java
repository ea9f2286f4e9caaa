// SPDX-License-Identifier: Apache-2.0
/**
 * Access to memory that processes share, and arithmetic of its addresses. Not exported. Depends on
 * the JDK only.
 */
package dev.tenon.runtime.memory;
