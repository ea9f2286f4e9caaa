// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.work;

import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.Work;
import dev.tenon.runtime.WorkProducer;
import dev.tenon.runtime.WorkStatistics;
import dev.tenon.runtime.Worker;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.RoleWords;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SharedWaits;

/** Work in shared memory. */
final class SharedWork implements Work {
  private final SectionHost host;
  private final WorkLayout layout;

  /** Made when a worker of this process waits for the first time. */
  private volatile SharedWaits waits;

  SharedWork(SectionHost host, WorkLayout layout) {
    this.host = host;
    this.layout = layout;
  }

  @Override
  public WorkProducer producer() {
    return host.takeRole(
        mapping -> ProducerRole.take(host, mapping, layout),
        (mapping, role) -> new SharedWorkProducer(host, mapping, layout, role));
  }

  @Override
  public Worker worker() {
    return host.takeRole(
        mapping -> WorkerRole.take(host, mapping, layout),
        (mapping, role) -> new SharedWorker(host, mapping, layout, this, role));
  }

  @Override
  public long capacity() {
    return layout.capacity();
  }

  @Override
  public int tasks() {
    return (int) layout.taskSlots();
  }

  @Override
  public int workers() {
    return layout.workers();
  }

  @Override
  public WorkStatistics statistics() {
    return host.withContent(content -> WorkNumbers.read(content, layout));
  }

  @Override
  public PeerState producerState() {
    return RoleWords.state(host, layout.producerRole());
  }

  SharedWaits waits() {
    SharedWaits made = waits;
    if (made == null) {
      made = host.takeRole(this::makeWaits, (mapping, role) -> role);
    }
    return made;
  }

  /** Called under the region's lifecycle lock, so by one thread at a time. */
  private SharedWaits makeWaits(RegionMapping mapping) {
    if (waits == null) {
      waits = new SharedWaits(host, layout.label(), mapping, layout.tasksWait());
    }
    return waits;
  }

  @Override
  public String toString() {
    return layout.label();
  }
}
