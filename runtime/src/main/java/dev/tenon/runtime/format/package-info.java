// SPDX-License-Identifier: Apache-2.0
/** The bytes of a region, as constants. */
package dev.tenon.runtime.format;
