// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A named part of a region.
 *
 * <p>This file lists the kinds of sections; {@code docs/extending.md} names what goes with one.
 * Code that differs by kind asks {@link #match}, which does not compile while a kind is forgotten.
 */
public sealed interface Section extends Declaration
    permits StructSection, LatestSection, MessageSection, SyncSection {

  /** Kinds of sections, in the order in which they are explained. */
  enum Kind {
    STRUCT,
    QUEUE,
    LATEST,
    BROADCAST,
    WORK,
    EVENT,
    MUTEX,
    SEMAPHORE;

    /** The key that makes a content this kind, and the word for it in layout texts. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One function for each kind of section. */
  interface Cases<T> extends MessageSection.Cases<T> {

    T struct(StructSection section);

    T latest(LatestSection section);

    T event(EventSection section);

    T mutex(MutexSection section);

    T semaphore(SemaphoreSection section);
  }

  /** Calls the function for this kind of section. */
  <T> T match(Cases<T> cases);

  Kind kind();

  /** Whether a later version than the region's brought it, so that older regions lack it. */
  default boolean isAppended() {
    return since() > 1;
  }

  /** Declared types that the section holds, carries or names bits by, as listed in the schema. */
  List<? extends Type> types();

  /** The key of the schema that names these types. */
  default String typeKey() {
    return kind().key();
  }

  /** Facts for people that are no part of the layout, by their names. */
  default Map<String, String> notes() {
    return Map.of();
  }

  /** Those of its types that lie in the region from the beginning, each once. */
  List<? extends Type> placed();
}
