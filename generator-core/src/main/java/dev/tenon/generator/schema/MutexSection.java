// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;

/**
 * A mutex: held by one thread of one process at a time.
 *
 * @param recursive whether a thread that holds it can lock it again
 * @param fair whether attachments get it in the order in which they came
 */
public record MutexSection(Names names, boolean recursive, boolean fair, String doc, Span span)
    implements SyncSection {

  /** {@code plain} or {@code recursive}, as in the schema. */
  public String mode() {
    return recursive ? "recursive" : "plain";
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.mutex(this);
  }

  @Override
  public Kind kind() {
    return Kind.MUTEX;
  }
}
