// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;

/**
 * A broadcast: one producer that nobody keeps waiting, any number of consumers.
 *
 * @param messages structs that may be sent; each has a message id
 * @param capacity bytes of the ring, a power of two
 */
public record BroadcastSection(
    Names names, List<StructType> messages, long capacity, String doc, Span span)
    implements MessageSection {

  public BroadcastSection {
    messages = List.copyOf(messages);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.broadcast(this);
  }

  @Override
  public Kind kind() {
    return Kind.BROADCAST;
  }
}
