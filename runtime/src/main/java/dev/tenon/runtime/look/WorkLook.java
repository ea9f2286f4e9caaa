// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.TableEntry;
import dev.tenon.runtime.section.queue.RecordFormat;
import dev.tenon.runtime.section.work.WorkLayout;
import dev.tenon.runtime.section.work.WorkNumbers;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Looks at the words by which the producer and the workers of work tell how far they are. */
final class WorkLook implements SectionLook {
  @Override
  public SectionView view(SectionSite site) throws IOException {
    TableEntry entry = site.entry();
    entry.require(
        Long.bitCount(entry.size()) == 1
            && entry.size() >= 2 * RecordFormat.step(entry.alignment(), false)
            && entry.size() <= TenonFormatConstants.MAX_QUEUE_CAPACITY,
        "size");
    entry.require(entry.count() >= 1 && entry.count() <= TenonFormatConstants.MAX_WORKERS, "count");
    long bytes = WorkLayout.headerBytes(entry.size(), entry.count());
    entry.require(entry.dataOffset() >= entry.offset() + bytes, "data_offset");
    MemorySegment header = site.live(entry.offset(), bytes);
    WorkLayout layout =
        new WorkLayout(
            "work '" + site.name() + "' of " + entry.region(),
            0,
            entry.dataOffset(),
            entry.size(),
            entry.alignment(),
            entry.count());
    RoleView producer = site.holders().role(header, layout.producerRole());
    int waiting = SectionSite.waiting(header, layout.tasksWait());
    WorkView view =
        new WorkView(
            site.name(),
            site.doc(),
            entry.alignment(),
            entry.count(),
            producer,
            workers(site, header, layout),
            waiting,
            WorkNumbers.read(header, layout));
    Words.settle();
    return view;
  }

  /** The workers that are there, dead ones whose place nobody took too. */
  private static List<WorkView.WorkerView> workers(
      SectionSite site, MemorySegment header, WorkLayout layout) {
    List<WorkView.WorkerView> workers = new ArrayList<>();
    for (int i = 0; i < layout.workers(); i++) {
      RoleView role = site.holders().role(header, layout.workerRole(i));
      if (role.state() != PeerState.NEVER_JOINED && role.processId() != 0) {
        long finished = Words.getLongOpaque(header, layout.finishedWord(i));
        workers.add(new WorkView.WorkerView(i, role, finished));
      }
    }
    return workers;
  }
}
