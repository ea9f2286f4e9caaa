// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.SectionKind;

/**
 * One part of a region's content as the schema wants it.
 *
 * @param size bytes of the struct, or capacity of the ring in bytes
 * @param alignment alignment of the struct, or of the queue's records, in bytes
 * @param initializer writes what the struct holds in a new region; does nothing for a queue
 */
record SectionDescriptor(
    String name, SectionKind kind, long size, long alignment, StructInitializer initializer) {}
