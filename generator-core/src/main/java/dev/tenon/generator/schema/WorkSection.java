// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;

/**
 * Work: each message, a task, is taken by exactly one worker.
 *
 * @param messages structs that may be sent; each has a message id
 * @param capacity bytes of the ring, a power of two
 * @param workers largest number of workers at a time
 */
public record WorkSection(
    Names names, List<StructType> messages, long capacity, int workers, String doc, Span span)
    implements MessageSection {

  public WorkSection {
    messages = List.copyOf(messages);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.work(this);
  }

  @Override
  public Kind kind() {
    return Kind.WORK;
  }
}
