// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.ClassName;
import dev.tenon.generator.emit.java.code.RuntimeApi;
import dev.tenon.generator.schema.BroadcastSection;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.WorkSection;

/**
 * Classes of the runtime that one kind of sections with messages is built on, and words for it.
 *
 * @param noun in Javadoc: the queue
 * @param suffix of the generated class for the section, and of that which receives messages
 * @param method of {@code Region} that finds the section
 * @param section runtime's section without types, and with types
 * @param producer runtime's producer without types, and with types
 * @param consumer runtime's consumer without types, and with types
 * @param place where a claimed message lies
 * @param waits whether a claim can wait for room
 */
record MessageSectionApi(
    String noun,
    String suffix,
    String consumerSuffix,
    String method,
    ClassName section,
    ClassName typedSection,
    ClassName producer,
    ClassName typedProducer,
    ClassName consumer,
    ClassName typedConsumer,
    String place,
    boolean waits) {

  private static final MessageSectionApi QUEUE =
      new MessageSectionApi(
          "queue",
          "Queue",
          "Consumer",
          "queue",
          RuntimeApi.QUEUE,
          RuntimeApi.TYPED_QUEUE,
          RuntimeApi.QUEUE_PRODUCER,
          RuntimeApi.TYPED_PRODUCER,
          RuntimeApi.QUEUE_CONSUMER,
          RuntimeApi.TYPED_CONSUMER,
          "the queue",
          true);

  private static final MessageSectionApi BROADCAST =
      new MessageSectionApi(
          "broadcast",
          "Broadcast",
          "Consumer",
          "broadcast",
          RuntimeApi.BROADCAST,
          RuntimeApi.TYPED_BROADCAST,
          RuntimeApi.RECORD_PRODUCER,
          RuntimeApi.TYPED_BROADCAST_PRODUCER,
          RuntimeApi.BROADCAST_CONSUMER,
          RuntimeApi.TYPED_BROADCAST_CONSUMER,
          "private memory",
          false);

  private static final MessageSectionApi WORK =
      new MessageSectionApi(
          "work",
          "Work",
          "Worker",
          "work",
          RuntimeApi.WORK,
          RuntimeApi.TYPED_WORK,
          RuntimeApi.WORK_PRODUCER,
          RuntimeApi.TYPED_WORK_PRODUCER,
          RuntimeApi.WORKER,
          RuntimeApi.TYPED_WORKER,
          "shared memory",
          true);

  /** Returns those of a section's kind. */
  static MessageSectionApi of(MessageSection section) {
    return section.match(
        new MessageSection.Cases<>() {
          @Override
          public MessageSectionApi queue(QueueSection queue) {
            return QUEUE;
          }

          @Override
          public MessageSectionApi broadcast(BroadcastSection broadcast) {
            return BROADCAST;
          }

          @Override
          public MessageSectionApi work(WorkSection work) {
            return WORK;
          }
        });
  }
}
