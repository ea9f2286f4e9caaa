// SPDX-License-Identifier: Apache-2.0
/**
 * Views of regions for tools: read without a schema, a role or a slot, as values that other threads
 * and processes do not change. {@link dev.tenon.runtime.look.RegionLook} is the entry. Exported to
 * Tenon's own tools only; it changes with them. Depends on everything but calls.
 *
 * <p>Nothing that a region holds is trusted: whatever is read is checked against bounds before it
 * is used, and texts are made fit for a message. A kind of section is one {@code SectionLook}, in
 * one table, and one {@link dev.tenon.runtime.look.SectionView}.
 */
package dev.tenon.runtime.look;
