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
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.reader.Places;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A queue carries different messages, each with an id, and has room for two of the largest. */
public final class QueueRule implements Rule {

  private static final long MAX_CAPACITY = 1L << 32;

  // MAX_LANES of the shared-memory format.
  private static final int MAX_PRODUCERS = 64;

  /** Bytes of the RecordHeader of the shared-memory format, and the least record alignment. */
  private static final long RECORD_HEADER = 8;

  @Override
  public void check(Check check) {
    for (Region region : check.schema().regions()) {
      region.contents().stream()
          .filter(QueueSection.class::isInstance)
          .map(QueueSection.class::cast)
          .forEach(queue -> check(check, queue));
    }
  }

  private static void check(Check check, QueueSection queue) {
    messages(check, queue);
    if (queue.producers() < 1 || queue.producers() > MAX_PRODUCERS) {
      check.report(
          DiagnosticCode.INVALID_PRODUCERS,
          check.places().of(queue, "producers"),
          "'%s' has %s producers"
              .formatted(queue.name(), check.places().of(queue, "producers").text()));
    }
    long capacity = queue.capacity();
    if (capacity < 1 || capacity > MAX_CAPACITY || Long.bitCount(capacity) != 1) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_CAPACITY,
                  check.places().of(queue, "capacity"),
                  "the capacity of '%s' is %s, not a power of two of at most 4 GiB"
                      .formatted(queue.name(), check.places().of(queue, "capacity").text()))
              .withHelp(
                  capacity > 1 && capacity < MAX_CAPACITY
                      ? "the next larger one is " + spelled(powerOfTwo(capacity))
                      : "such as 1MiB"));
    } else if (queue.messages().stream()
        .noneMatch(message -> StructSizeRule.isTooLarge(check, message))) {
      room(check, queue);
    }
  }

  private static void room(Check check, QueueSection queue) {
    QueuePlan plan = check.layouts().plan(queue);
    // A stamp takes as much as the header.
    long header = queue.stamped() ? 2 * RECORD_HEADER : RECORD_HEADER;
    long alignment = Math.max(header, plan.recordAlignment());
    long largest = Layouts.alignUp(alignment + plan.largestMessage(), alignment);
    long needed = powerOfTwo(2 * largest);
    if (queue.capacity() < needed) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.CAPACITY_TOO_SMALL,
                  check.places().of(queue, "capacity"),
                  "'%s' is too small for two of its largest messages, %d bytes each with header"
                      .formatted(queue.name(), largest))
              .withHelp("the smallest capacity here is " + spelled(needed)));
    }
  }

  private static void messages(Check check, QueueSection queue) {
    List<StructType> messages = queue.messages();
    if (messages.isEmpty() && check.places().isComplete(queue)) {
      check.report(
          DiagnosticCode.EMPTY_REGION,
          check.places().of(queue, "queue"),
          "queue '%s' carries no messages".formatted(queue.name()));
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
                    check.places().of(queue, Places.messageKey(i)),
                    "'%s' is listed twice".formatted(message.name()))
                .withRelated(check.places().of(queue, Places.messageKey(first)), "first here"));
      } else if (message.messageId().isEmpty() && check.places().isComplete(message)) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.MESSAGE_WITHOUT_ID,
                    check.places().of(queue, Places.messageKey(i)),
                    "struct '%s' has no id, so a queue cannot carry it".formatted(message.name()))
                .withRelated(message.span(), "declared here")
                .withHelp("give '" + message.name() + "' an id: a number from 1 to 65535"));
      } else if (check.schema().isImported(message)) {
        importedId(check, queue, i, ids);
      }
      message.messageId().ifPresent(id -> ids.putIfAbsent(id, known.get(message.name())));
    }
  }

  /** An id is unique in its own schema only, and a queue tells messages apart by it. */
  private static void importedId(
      Check check, QueueSection queue, int index, Map<Integer, Integer> ids) {
    StructType message = queue.messages().get(index);
    int id = message.messageId().orElse(0);
    Span span = check.places().of(queue, Places.messageKey(index));
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
                      .formatted(message.name(), queue.messages().get(first).name(), id))
              .withRelated(check.places().of(queue, Places.messageKey(first)), "first here")
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
