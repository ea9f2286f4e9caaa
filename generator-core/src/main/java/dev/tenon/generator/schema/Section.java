// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;

/** One part of a region's content. */
public sealed interface Section extends Declaration {

  /** A struct that both sides read and write in place. */
  record StructSection(Names names, StructType type, String doc, Span span) implements Section {}

  /**
   * A queue with one producer and one consumer.
   *
   * @param messages what may be sent; each has a message id
   * @param capacity bytes of the ring, a power of two
   */
  record QueueSection(Names names, List<StructType> messages, long capacity, String doc, Span span)
      implements Section {

    public QueueSection {
      messages = List.copyOf(messages);
    }
  }
}
