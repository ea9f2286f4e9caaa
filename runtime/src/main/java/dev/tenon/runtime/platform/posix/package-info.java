// SPDX-License-Identifier: Apache-2.0
/** Regions in files of a POSIX system. Depends on the platform's interfaces. */
package dev.tenon.runtime.platform.posix;
