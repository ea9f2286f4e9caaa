// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.QueueStatistics;
import dev.tenon.runtime.WorkStatistics;
import dev.tenon.runtime.look.BroadcastView;
import dev.tenon.runtime.look.BrokenView;
import dev.tenon.runtime.look.LaneView;
import dev.tenon.runtime.look.LatestView;
import dev.tenon.runtime.look.Life;
import dev.tenon.runtime.look.ParticipantView;
import dev.tenon.runtime.look.QueueView;
import dev.tenon.runtime.look.RegionView;
import dev.tenon.runtime.look.RoleView;
import dev.tenon.runtime.look.SectionView;
import dev.tenon.runtime.look.StructView;
import dev.tenon.runtime.look.UnknownView;
import dev.tenon.runtime.look.WorkView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A region for people. */
final class RegionText {
  private static final String INDENT = "  ";

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

  private void struct(StructView struct) {
    title(struct.name() + ": struct", struct.doc());
    TextTable facts = new TextTable().row("size", Quantity.count(struct.size(), "byte"));
    if (struct.waiting() != 0) {
      facts.row("waiting", Quantity.count(struct.waiting(), "participant"));
    }
    text.append(facts.lines(INDENT));
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
    if (latest.waiting() != 0) {
      facts.row("waiting", Quantity.count(latest.waiting(), "participant"));
    }
    text.append(facts.lines(INDENT));
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
    if (broadcast.waiting() != 0) {
      facts.row("waiting", Quantity.count(broadcast.waiting(), "participant"));
    }
    text.append(facts.lines(INDENT));
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
    if (work.waiting() != 0) {
      facts.row("waiting", Quantity.count(work.waiting(), "participant"));
    }
    text.append(facts.lines(INDENT));
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
    facts.add(role.state() == PeerState.LEFT ? "left: it died" : state);
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
