// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/**
 * The producer of a broadcast, for one thread at a time. Each generated producer class extends this
 * one and adds methods that claim its messages; nothing else has to. A claimed message lies in
 * private memory: fill it, then publish. Claiming and publishing allocate nothing.
 */
public abstract class TypedBroadcastProducer extends TypedSender {
  /**
   * Wraps a producer.
   *
   * @param broadcast its name in messages: {@code Plant.prices}
   * @param contractVersion version of the schema
   */
  protected TypedBroadcastProducer(RecordProducer producer, String broadcast, int contractVersion) {
    super(producer, broadcast, contractVersion);
  }
}
