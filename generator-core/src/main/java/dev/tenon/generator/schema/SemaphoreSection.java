// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;

/**
 * A semaphore: permits, each had by one attachment at a time.
 *
 * @param permits number of permits
 */
public record SemaphoreSection(Names names, int permits, String doc, Span span)
    implements SyncSection {

  /** Number of permits in words: {@code one permit}, {@code 4 permits}. */
  public String permitsInWords() {
    return permits == 1 ? "one permit" : permits + " permits";
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.semaphore(this);
  }

  @Override
  public Kind kind() {
    return Kind.SEMAPHORE;
  }
}
