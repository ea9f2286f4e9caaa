// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import java.util.Optional;

/**
 * A mutex.
 *
 * @param recursive whether a thread that holds it can lock it again
 * @param fair whether attachments get it in the order in which they came
 * @param owner attachment that holds it; empty for none
 * @param taken times that it was taken, unsigned
 * @param deaths times that it was taken from an owner that had gone, unsigned
 * @param tickets participants that have a ticket, gone ones too
 * @param waiting participants that said that they wait, and were not woken since; one that gave up
 *     may be among them
 */
public record MutexView(
    String name,
    String doc,
    boolean recursive,
    boolean fair,
    Optional<OwnerView> owner,
    long taken,
    long deaths,
    int tickets,
    int waiting)
    implements SectionView {}
