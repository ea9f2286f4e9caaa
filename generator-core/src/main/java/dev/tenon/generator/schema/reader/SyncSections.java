// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.EventSection;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.MutexSection;
import dev.tenon.generator.schema.Names;
import dev.tenon.generator.schema.SemaphoreSection;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.List;
import java.util.Optional;

/** Makes events, mutexes and semaphores of their properties. */
final class SyncSections {

  private final Reading reading;
  private final FlagsNames flags;

  SyncSections(Reading reading, FlagsNames flags) {
    this.reading = reading;
    this.flags = flags;
  }

  Optional<EventSection> event(Properties properties, Names names, String doc, Span span) {
    Optional<Boolean> manual = mode(properties, "event", "auto", "manual");
    Optional<FlagsType> bits = properties.scalar("bits").flatMap(flags::named);
    return manual
        .filter(known -> bits.isPresent() || !properties.has("bits"))
        .map(known -> new EventSection(names, known, bits, doc, span));
  }

  Optional<MutexSection> mutex(Properties properties, Names names, String doc, Span span) {
    boolean fair = properties.bool("fair").orElse(false);
    return mode(properties, "mutex", "plain", "recursive")
        .map(recursive -> new MutexSection(names, recursive, fair, doc, span));
  }

  Optional<SemaphoreSection> semaphore(Properties properties, Names names, String doc, Span span) {
    return properties
        .integer("semaphore")
        .map(permits -> new SemaphoreSection(names, Properties.saturatedInt(permits), doc, span));
  }

  /** Returns whether a mode is the second one; nothing when it is neither, which is reported. */
  private Optional<Boolean> mode(Properties properties, String key, String first, String second) {
    Optional<String> mode = properties.scalar(key).map(Scalar::text);
    if (mode.isPresent() && !mode.get().equals(first) && !mode.get().equals(second)) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.UNKNOWN_MODE,
                  properties.spans().get(key),
                  "'%s' is no kind of %s".formatted(Diagnostic.shortened(mode.get()), key))
              .withHelp(
                  reading
                      .didYouMean(mode.get(), List.of(first, second))
                      .orElse("write '%s' or '%s'".formatted(first, second))));
      return Optional.empty();
    }
    return mode.map(second::equals);
  }
}
