// SPDX-License-Identifier: Apache-2.0
/**
 * Regions of shared memory and the queues in them, as generated code and its users see them.
 *
 * <p>Start at {@link dev.tenon.runtime.Region}. Generated region classes wrap everything here in
 * typed methods; this package knows bytes, sizes and message ids only. It holds what users and
 * generated code name, and depends on {@code dev.tenon.runtime.format} (constants) only: what
 * implements it is found as a service, see {@link dev.tenon.runtime.RegionProvider}.
 */
package dev.tenon.runtime;
