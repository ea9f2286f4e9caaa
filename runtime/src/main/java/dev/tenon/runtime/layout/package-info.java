// SPDX-License-Identifier: Apache-2.0
/**
 * Canonical layout texts: how two of them differ, in words. Not exported; regions and libraries say
 * what drifted in the same words. Depends on the JDK only.
 */
package dev.tenon.runtime.layout;
