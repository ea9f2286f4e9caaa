// SPDX-License-Identifier: Apache-2.0
/**
 * What differs between operating systems: one small class each behind {@link
 * dev.tenon.runtime.platform.Platform}. Not exported; depends on the JDK and the format's constants
 * only.
 */
package dev.tenon.runtime.platform;
