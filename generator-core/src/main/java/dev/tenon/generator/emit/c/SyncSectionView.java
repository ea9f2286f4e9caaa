// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.RegionsView.SectionParts;
import java.util.List;
import java.util.Map;

/**
 * Values that the templates of events, mutexes and semaphores print.
 *
 * @param doc lines of the documentation comment, without comment marks
 * @param get head of the function that returns the section of the runtime
 * @param heads heads of the other functions, by what they do: {@code lock}
 * @param bits C type of an event's named bits; empty without them
 * @param recursive whether a thread that holds the mutex can lock it again
 * @param hasBool whether one of the functions returns a {@code bool}
 */
public record SyncSectionView(
    List<String> doc,
    String get,
    Map<String, String> heads,
    String bits,
    boolean recursive,
    boolean hasBool)
    implements SectionParts {}
