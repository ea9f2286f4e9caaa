// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.format.SemaphoreHeader;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.TableEntry;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at the permits of semaphores, each of which names who has it. */
final class SemaphoreLook implements SectionLook {
  @Override
  public SectionView view(SectionSite site) throws IOException {
    TableEntry entry = site.entry();
    int permits = entry.count();
    entry.require(permits >= 1 && permits <= TenonFormatConstants.MAX_PERMITS, "count");
    site.requireWords(SemaphoreHeader.BYTES, (long) permits * Long.BYTES);
    MemorySegment header = site.live(entry.offset(), SemaphoreHeader.BYTES);
    Map<Long, Integer> attachments = attachments(site.live(entry.dataOffset(), entry.size()));
    long recovered = Words.getLongOpaque(header, SemaphoreHeader.RECOVERED_OFFSET);
    int waiting = SectionSite.waiting(header, SemaphoreHeader.CHANGES_OFFSET);
    Words.settle();
    return new SemaphoreView(
        site.name(),
        site.doc(),
        permits,
        attachments.getOrDefault(0L, 0),
        holders(site.holders(), attachments),
        recovered,
        waiting);
  }

  /** Counts the permits of each attachment, and those of nobody, which is zero. */
  private static Map<Long, Integer> attachments(MemorySegment words) {
    Map<Long, Integer> attachments = new LinkedHashMap<>();
    for (long word = 0; word < words.byteSize(); word += Long.BYTES) {
      attachments.merge(Words.getLongAcquire(words, word), 1, Integer::sum);
    }
    return attachments;
  }

  private static List<SemaphoreView.HolderView> holders(
      Holders participants, Map<Long, Integer> attachments) {
    List<SemaphoreView.HolderView> holders = new ArrayList<>();
    attachments.forEach(
        (attachment, permits) ->
            participants
                .owner(attachment)
                .map(owner -> new SemaphoreView.HolderView(owner, permits))
                .ifPresent(holders::add));
    return holders;
  }
}
