// SPDX-License-Identifier: Apache-2.0
/**
 * The command line {@code tenon region}: shows the regions of this machine to people and scripts. A
 * shell over {@link dev.tenon.runtime.look.RegionLook}; nothing depends on it.
 */
package dev.tenon.tool;
