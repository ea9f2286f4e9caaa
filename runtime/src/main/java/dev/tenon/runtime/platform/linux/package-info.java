// SPDX-License-Identifier: Apache-2.0
/** Linux: processes by /proc, sleeping by futex(2). Depends on the platform's interfaces. */
package dev.tenon.runtime.platform.linux;
