// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;

/**
 * A queue with one consumer, and one producer or several that have a lane each.
 *
 * @param messages structs that may be sent; each has a message id
 * @param capacity bytes of the ring of a lane, a power of two
 * @param producers lanes
 * @param stamped whether records carry the time at which they were published
 */
public record QueueSection(
    Names names,
    List<StructType> messages,
    long capacity,
    int producers,
    boolean stamped,
    String doc,
    Span span)
    implements MessageSection {

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
}
