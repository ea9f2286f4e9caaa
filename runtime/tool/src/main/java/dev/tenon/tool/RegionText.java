// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.QueueStatistics;
import dev.tenon.runtime.WorkStatistics;
import dev.tenon.runtime.look.BroadcastView;
import dev.tenon.runtime.look.BrokenView;
import dev.tenon.runtime.look.EventView;
import dev.tenon.runtime.look.LaneView;
import dev.tenon.runtime.look.LatestView;
import dev.tenon.runtime.look.Life;
import dev.tenon.runtime.look.MutexView;
import dev.tenon.runtime.look.OwnerView;
import dev.tenon.runtime.look.ParticipantView;
import dev.tenon.runtime.look.QueueView;
import dev.tenon.runtime.look.RegionView;
import dev.tenon.runtime.look.RoleView;
import dev.tenon.runtime.look.SectionView;
import dev.tenon.runtime.look.SemaphoreView;
import dev.tenon.runtime.look.StructView;
import dev.tenon.runtime.look.UnknownView;
import dev.tenon.runtime.look.WorkView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A region for people. */
final class RegionText {
  private static final String INDENT = "  ";
  private static final String NOBODY = "nobody";
  private static final String DIED = "left: it died";

  private final StringBuilder text = new StringBuilder();

  private RegionText() {}

  /** Returns lines; they may have characters that a terminal must not get. */
  static String of(Finding finding) {
    RegionText text = new RegionText();
    RegionView view = finding.view().orElseThrow();
    text.head(finding.name(), view);
    text.participants(view.participants());
    view.sections().forEach(text::section);
    return text.text.toString();
  }

  private void head(String name, RegionView view) {
    title(view.address().toString(), view.doc());
    text.append(
        new TextTable()
            .row(
                "schema",
                "%s, version %d, region %s, by %s"
                    .formatted(view.schema(), view.contractVersion(), view.region(), view.tool()))
            .row("layout", view.layoutHash())
            .row("created", view.created() + " by process " + view.creator() + origin(view))
            .row("size", Quantity.count(view.totalSize(), "byte"))
            .row("alive", People.alive(name, view))
            .lines(INDENT));
  }

  private static String origin(RegionView view) {
    return switch (view.origin()) {
      case HERE -> "";
      case EARLIER_BOOT -> ", before this machine's last boot";
      case OTHER_NAMESPACE -> ", of another namespace: nobody here can tell who lives";
    };
  }

  private void title(String title, String doc) {
    text.append(title).append('\n');
    if (!doc.isEmpty()) {
      text.append(INDENT).append(doc).append('\n');
    }
  }

  private void participants(List<ParticipantView> participants) {
    text.append("\nparticipants\n");
    if (participants.isEmpty()) {
      text.append(INDENT).append("none\n");
      return;
    }
    TextTable table = new TextTable().row("SLOT", "GENERATION", "PROCESS", "LIFE", "LABEL");
    for (ParticipantView one : participants) {
      table.row(
          Integer.toString(one.slot()),
          Long.toString(one.generation()),
          Long.toString(one.processId()),
          life(one.life()),
          one.label().isEmpty() ? "-" : one.label());
    }
    text.append(table.lines(INDENT));
  }

  private static String life(Life life) {
    return switch (life) {
      case ALIVE -> "alive";
      case STOPPED -> "stopped";
      case DEAD -> "dead";
      case UNKNOWN -> "cannot tell";
    };
  }

  private void section(SectionView section) {
    text.append('\n');
    switch (section) {
      case StructView struct -> struct(struct);
      case QueueView queue -> queue(queue);
      case LatestView latest -> latest(latest);
      case BroadcastView broadcast -> broadcast(broadcast);
      case WorkView work -> work(work);
      case EventView event -> event(event);
      case MutexView mutex -> mutex(mutex);
      case SemaphoreView semaphore -> semaphore(semaphore);
      case UnknownView unknown ->
          title(
              unknown.name() + ": section of kind " + unknown.kind() + ", which is not known here",
              unknown.doc());
      case BrokenView broken -> {
        title(broken.name() + ": damaged section", broken.doc());
        text.append(INDENT).append(broken.problem()).append('\n');
      }
    }
  }

  /** Ends a section with its facts, and with those that wait, if there are any. */
  private void facts(TextTable facts, int waiting) {
    if (waiting != 0) {
      facts.row("waiting", Quantity.count(waiting, "participant"));
    }
    text.append(facts.lines(INDENT));
  }

  private void struct(StructView struct) {
    title(struct.name() + ": struct", struct.doc());
    TextTable facts = new TextTable().row("size", Quantity.count(struct.size(), "byte"));
    facts(facts, struct.waiting());
  }

  private void queue(QueueView queue) {
    title(queue.name() + ": queue", queue.doc());
    QueueStatistics numbers = queue.statistics();
    TextTable facts =
        new TextTable().row("capacity", Quantity.count(numbers.capacity(), "byte") + lanes(queue));
    for (int i = 0; i < queue.lanes().size(); i++) {
      LaneView lane = queue.lanes().get(i);
      facts
          .row(queue.lanes().size() == 1 ? "producer" : "lane " + i, holder(lane.producer()))
          .row("", sent(lane.statistics()));
    }
    facts
        .row("consumer", holder(queue.consumer()))
        .row(
            "",
            counts(
                Quantity.count(numbers.consumed(), "message") + " consumed",
                Quantity.count(numbers.consumerWaits(), "wait"),
                Quantity.count(numbers.consumerWakes(), "wake")))
        .row("behind", behind(queue))
        .row("fill", Quantity.percent(queue.fill()));
    text.append(facts.lines(INDENT));
  }

  private static String lanes(QueueView queue) {
    int lanes = queue.lanes().size();
    return lanes == 1 ? "" : " in " + lanes + " lanes";
  }

  private static String sent(QueueStatistics numbers) {
    return counts(
        Quantity.count(numbers.published(), "message") + " sent",
        Quantity.count(numbers.producerWaits(), "wait"),
        Quantity.count(numbers.producerWakes(), "wake"),
        Quantity.count(numbers.refusedClaims(), "claim") + " refused");
  }

  private static String behind(QueueView queue) {
    QueueStatistics numbers = queue.statistics();
    String lag =
        counts(
            Quantity.count(numbers.lagMessages(), "message"),
            Quantity.count(numbers.lagBytes(), "byte"));
    return queue.stamped()
        ? counts(lag, Quantity.count(numbers.lagTime().toMillis(), "millisecond"))
        : lag;
  }

  private void latest(LatestView latest) {
    title(latest.name() + ": latest value", latest.doc());
    TextTable facts =
        new TextTable()
            .row("value", "up to " + Quantity.count(latest.valueBytes(), "byte"))
            .row("writer", holder(latest.writer()))
            .row(
                "",
                counts(
                    Quantity.count(latest.published(), "value") + " published",
                    Quantity.count(latest.wakes(), "wake")));
    facts(facts, latest.waiting());
  }

  private void broadcast(BroadcastView broadcast) {
    title(broadcast.name() + ": broadcast", broadcast.doc());
    TextTable facts =
        new TextTable()
            .row("capacity", Quantity.count(broadcast.capacity(), "byte"))
            .row("producer", holder(broadcast.producer()))
            .row(
                "",
                counts(
                    Quantity.count(broadcast.messages(), "message") + " published",
                    Quantity.count(broadcast.wakes(), "wake")));
    facts(facts, broadcast.waiting());
  }

  private void work(WorkView work) {
    title(work.name() + ": work", work.doc());
    WorkStatistics numbers = work.statistics();
    TextTable facts =
        new TextTable()
            .row("capacity", Quantity.count(numbers.capacity(), "byte"))
            .row("producer", holder(work.producer()))
            .row(
                "",
                counts(
                    Quantity.count(numbers.published(), "task") + " published",
                    Quantity.count(numbers.producerWaits(), "wait"),
                    Quantity.count(numbers.producerWakes(), "wake"),
                    Quantity.count(numbers.refusedClaims(), "claim") + " refused"))
            .row(
                "workers",
                counts(
                    work.workers().size() + " of " + work.workerSlots(),
                    Quantity.count(numbers.workerWaits(), "wait")));
    for (WorkView.WorkerView worker : work.workers()) {
      facts.row(
          "",
          counts(
              "worker " + worker.slot(),
              holder(worker.role()),
              Quantity.count(worker.finished(), "task") + " finished"));
    }
    facts
        .row(
            "tasks",
            counts(
                Quantity.count(numbers.pending(), "task") + " pending",
                Quantity.unsigned(numbers.finished()) + " finished",
                Quantity.unsigned(numbers.returned()) + " given back",
                Quantity.unsigned(numbers.setAside()) + " set aside"))
        .row("fill", Quantity.percent(work.fill()));
    facts(facts, work.waiting());
  }

  private void event(EventView event) {
    title(
        event.name() + ": event, " + (event.manual() ? "reset by hand" : "resets itself"),
        event.doc());
    String oneBit = event.set() == 0 ? "no" : "yes";
    String bits = event.namedBits() ? "0x" + Long.toHexString(event.set()) : oneBit;
    facts(new TextTable().row("set", bits), event.waiting());
  }

  private void mutex(MutexView mutex) {
    String kind = mutex.recursive() ? ": mutex, recursive" : ": mutex";
    title(mutex.name() + kind + (mutex.fair() ? ", fair" : ""), mutex.doc());
    TextTable facts =
        new TextTable()
            .row("held by", mutex.owner().map(one -> owner(one, "unlocking it")).orElse(NOBODY))
            .row(
                "",
                counts(
                    Quantity.count(mutex.taken(), "lock"),
                    Quantity.count(mutex.deaths()) + " recovered"));
    if (mutex.tickets() != 0) {
      facts.row("tickets", Quantity.count(mutex.tickets(), "participant"));
    }
    facts(facts, mutex.waiting());
  }

  private void semaphore(SemaphoreView semaphore) {
    title(semaphore.name() + ": semaphore", semaphore.doc());
    TextTable facts =
        new TextTable()
            .row(
                "permits",
                counts(
                    Quantity.count(semaphore.available())
                        + " of "
                        + Quantity.count(semaphore.permits())
                        + " free",
                    Quantity.count(semaphore.recovered()) + " recovered"));
    String row = "held by";
    for (SemaphoreView.HolderView holder : semaphore.holders()) {
      facts.row(
          row,
          counts(owner(holder.owner(), "releasing"), Quantity.count(holder.permits(), "permit")));
      row = "";
    }
    if (semaphore.holders().isEmpty()) {
      facts.row(row, NOBODY);
    }
    facts(facts, semaphore.waiting());
  }

  /** Names an owner, also one that has gone and did not do before what it should have done. */
  private static String owner(OwnerView owner, String duty) {
    if (owner.processId() == 0) {
      return "whoever left without " + duty;
    }
    String process = People.process(owner.label(), owner.processId(), owner.life());
    return switch (owner.life()) {
      case ALIVE, UNKNOWN -> process;
      case STOPPED -> counts(process, "stopped");
      case DEAD -> counts(process, DIED);
    };
  }

  private static String counts(String... counts) {
    return String.join(", ", counts);
  }

  private static String holder(RoleView role) {
    String state = role.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (role.processId() == 0) {
      return state;
    }
    List<String> facts = new ArrayList<>();
    facts.add(People.process(role.label(), role.processId(), role.life()));
    facts.add(role.state() == PeerState.LEFT ? DIED : state);
    if (role.state() != PeerState.LEFT) {
      if (!role.canWake()) {
        facts.add("cannot wake");
      }
      if (role.needsBarrier()) {
        facts.add("needs barrier");
      }
      if (role.spins()) {
        facts.add("spins");
      }
    }
    return String.join(", ", facts);
  }
}
