// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;

/**
 * A queue with one producer and one consumer.
 *
 * @param messages structs that may be sent; each has a message id
 * @param capacity bytes of the ring, a power of two
 */
public record QueueSection(
    Names names, List<StructType> messages, long capacity, String doc, Span span)
    implements Section {

  public QueueSection {
    messages = List.copyOf(messages);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.queue(this);
  }

  @Override
  public Kind kind() {
    return Kind.QUEUE;
  }

  @Override
  public List<StructType> types() {
    return messages;
  }

  @Override
  public List<StructType> placed() {
    return List.of();
  }
}
