// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.regions;

import dev.tenon.generator.check.layout.StructSizeRule;
import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.QueuePlan;
import dev.tenon.generator.schema.BroadcastSection;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.WorkSection;
import dev.tenon.generator.schema.reader.Places;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A queue, a broadcast or work carries different messages, each with an id, and has room for some
 * of the largest.
 */
public final class MessageSectionRule implements Rule {

  private static final long MAX_CAPACITY = 1L << 32;

  // MAX_LANES of the shared-memory format.
  private static final int MAX_PRODUCERS = 64;

  // MAX_WORKERS of the shared-memory format.
  private static final int MAX_WORKERS = 1024;

  /** Parts of a ring of which the largest message takes at most one. */
  private static final long QUEUE_PARTS = 2;

  /** The same for a broadcast, BROADCAST_RECORD_PARTS of the shared-memory format. */
  private static final long BROADCAST_PARTS = 4;

  /** Smallest ring of a broadcast. */
  private static final long MIN_BROADCAST = 128;

  /** Bytes of the RecordHeader of the shared-memory format, and the least record alignment. */
  private static final long RECORD_HEADER = 8;

  @Override
  public void check(Check check) {
    for (Region region : check.schema().regions()) {
      region.contents().stream()
          .filter(MessageSection.class::isInstance)
          .map(MessageSection.class::cast)
          .forEach(section -> check(check, section));
    }
  }

  private static void check(Check check, MessageSection section) {
    messages(check, section);
    long capacity = section.capacity();
    if (capacity < 1 || capacity > MAX_CAPACITY || Long.bitCount(capacity) != 1) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_CAPACITY,
                  check.places().of(section, "capacity"),
                  "the capacity of '%s' is %s, not a power of two of at most 4 GiB"
                      .formatted(section.name(), check.places().of(section, "capacity").text()))
              .withHelp(
                  capacity > 1 && capacity < MAX_CAPACITY
                      ? "the next larger one is " + spelled(powerOfTwo(capacity))
                      : "such as 1MiB"));
    } else if (section.messages().stream()
        .noneMatch(message -> StructSizeRule.isTooLarge(check, message))) {
      section.match(new Room(check));
    }
  }

  /** Checks of what only one kind has: its room, and who uses it. */
  private record Room(Check check) implements MessageSection.Cases<Void> {

    @Override
    public Void queue(QueueSection queue) {
      // A stamp takes as much as the header.
      long header = queue.stamped() ? 2 * RECORD_HEADER : RECORD_HEADER;
      QueuePlan plan = check.layouts().plan(queue);
      long alignment = Math.max(header, plan.recordAlignment());
      long largest = Layouts.alignUp(alignment + plan.largestMessage(), alignment);
      require(queue, QUEUE_PARTS, largest);
      users(queue, "producers", queue.producers(), MAX_PRODUCERS, DiagnosticCode.INVALID_PRODUCERS);
      return null;
    }

    @Override
    public Void broadcast(BroadcastSection broadcast) {
      long largest =
          Layouts.alignUp(
              2 * RECORD_HEADER + check.layouts().plan(broadcast).largestMessage(), RECORD_HEADER);
      require(broadcast, BROADCAST_PARTS, Math.max(largest, MIN_BROADCAST / BROADCAST_PARTS));
      return null;
    }

    @Override
    public Void work(WorkSection work) {
      QueuePlan plan = check.layouts().plan(work);
      long alignment = Math.max(RECORD_HEADER, plan.recordAlignment());
      require(work, QUEUE_PARTS, Layouts.alignUp(plan.largestMessage(), alignment));
      users(work, "workers", work.workers(), MAX_WORKERS, DiagnosticCode.INVALID_WORKERS);
      return null;
    }

    private void require(MessageSection section, long parts, long largest) {
      long needed = powerOfTwo(parts * largest);
      if (section.capacity() < needed) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.CAPACITY_TOO_SMALL,
                    check.places().of(section, "capacity"),
                    "'%s' is too small for %s of its largest messages, %d bytes each with header"
                        .formatted(section.name(), parts == QUEUE_PARTS ? "two" : "four", largest))
                .withHelp("the smallest capacity here is " + spelled(needed)));
      }
    }

    private void users(
        MessageSection section, String key, int count, int most, DiagnosticCode code) {
      if (count < 1 || count > most) {
        check.report(
            code,
            check.places().of(section, key),
            "'%s' has %s %s"
                .formatted(section.name(), check.places().of(section, key).text(), key));
      }
    }
  }

  private static void messages(Check check, MessageSection section) {
    List<StructType> messages = section.messages();
    if (messages.isEmpty() && check.places().isComplete(section)) {
      check.report(
          DiagnosticCode.EMPTY_REGION,
          check.places().of(section, section.kind().key()),
          "'%s' carries no messages".formatted(section.name()));
    }
    Map<String, Integer> known = new HashMap<>();
    Map<Integer, Integer> ids = new HashMap<>();
    for (int i = 0; i < messages.size(); i++) {
      StructType message = messages.get(i);
      Integer first = known.putIfAbsent(message.name(), i);
      if (first != null) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.DUPLICATE_MESSAGE,
                    check.places().of(section, Places.messageKey(i)),
                    "'%s' is listed twice".formatted(message.name()))
                .withRelated(check.places().of(section, Places.messageKey(first)), "first here"));
      } else if (message.messageId().isEmpty() && check.places().isComplete(message)) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.MESSAGE_WITHOUT_ID,
                    check.places().of(section, Places.messageKey(i)),
                    "struct '%s' has no id, so no section can carry it".formatted(message.name()))
                .withRelated(message.span(), "declared here")
                .withHelp("give '" + message.name() + "' an id: a number from 1 to 65535"));
      } else if (check.schema().isImported(message)) {
        importedId(check, section, i, ids);
      }
      message.messageId().ifPresent(id -> ids.putIfAbsent(id, known.get(message.name())));
    }
  }

  /** An id is unique in its own schema only, and a queue tells messages apart by it. */
  private static void importedId(
      Check check, MessageSection section, int index, Map<Integer, Integer> ids) {
    StructType message = section.messages().get(index);
    int id = message.messageId().orElse(0);
    Span span = check.places().of(section, Places.messageKey(index));
    check
        .schema()
        .reservedIds()
        .of(BigInteger.valueOf(id))
        .ifPresent(
            place ->
                check.report(
                    Diagnostic.of(
                            DiagnosticCode.RESERVED_NUMBER,
                            span,
                            "'%s' has the id %d, which is reserved".formatted(message.name(), id))
                        .withRelated(place, "reserved here")));
    Integer first = ids.get(id);
    if (message.messageId().isPresent() && first != null) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.DUPLICATE_MESSAGE_ID,
                  span,
                  "'%s' has the id of '%s': %d"
                      .formatted(message.name(), section.messages().get(first).name(), id))
              .withRelated(check.places().of(section, Places.messageKey(first)), "first here")
              .withHelp("one of them is imported; its schema can give it another id"));
    }
  }

  private static long powerOfTwo(long atLeast) {
    long highest = Long.highestOneBit(atLeast);
    return highest == atLeast ? atLeast : highest << 1;
  }

  private static String spelled(long bytes) {
    if (bytes >= 1 << 20) {
      return (bytes >> 20) + "MiB";
    }
    return bytes >= 1 << 10 ? (bytes >> 10) + "KiB" : String.valueOf(bytes);
  }
}
