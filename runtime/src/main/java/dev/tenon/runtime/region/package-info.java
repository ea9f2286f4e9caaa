// SPDX-License-Identifier: Apache-2.0
/**
 * The life of a region: created, verified, joined, left. {@code LocalRegions} is the entry, found
 * by the public API as a service. Not exported. Depends on everything but calls.
 */
package dev.tenon.runtime.region;
