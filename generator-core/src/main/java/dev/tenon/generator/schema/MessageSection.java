// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.List;

/** A section that carries messages in a ring; each of their structs has a message id. */
public sealed interface MessageSection extends Section
    permits QueueSection, BroadcastSection, WorkSection {

  /** One function for each kind of section that carries messages. */
  interface Cases<T> {

    T queue(QueueSection section);

    T broadcast(BroadcastSection section);

    T work(WorkSection section);
  }

  /** Calls the function for this kind of section. */
  <T> T match(Cases<T> cases);

  @Override
  default <T> T match(Section.Cases<T> cases) {
    return match((Cases<T>) cases);
  }

  /** Structs that may be sent. */
  List<StructType> messages();

  /** Bytes of the ring, a power of two. */
  long capacity();

  @Override
  default List<StructType> types() {
    return messages();
  }

  @Override
  default List<StructType> placed() {
    return List.of();
  }
}
