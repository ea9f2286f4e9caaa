// SPDX-License-Identifier: Apache-2.0
/**
 * Objects that nobody can close any more: counts and logs them, and releases nothing. Depends on
 * the JDK only.
 */
package dev.tenon.runtime.unclosed;
