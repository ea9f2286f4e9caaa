// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.broadcast.BroadcastBufferDescriptor;
import org.agrona.concurrent.broadcast.BroadcastReceiver;
import org.agrona.concurrent.broadcast.BroadcastTransmitter;
import org.agrona.concurrent.broadcast.CopyBroadcastReceiver;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Agrona's ring for several producers, and its broadcast. */
final class AgronaStreams {
  private AgronaStreams() {}

  /** A ring for several producers, in direct memory. */
  static ManyToOneRingBuffer ring(int capacity) {
    return new ManyToOneRingBuffer(memory(capacity + RingBufferDescriptor.TRAILER_LENGTH));
  }

  static Receiver receiver(ManyToOneRingBuffer ring, Arrivals arrivals) {
    MessageHandler handler = handler(arrivals);
    return arrivals.receiver(limit -> ring.read(handler, limit));
  }

  /** Memory of a broadcast. */
  static UnsafeBuffer broadcast(int capacity) {
    return memory(capacity + BroadcastBufferDescriptor.TRAILER_LENGTH);
  }

  /** Encodes into a buffer of its own: a broadcast of Agrona copies. */
  static Sender transmitter(UnsafeBuffer broadcast) {
    BroadcastTransmitter transmitter = new BroadcastTransmitter(broadcast);
    UnsafeBuffer message = memory(AgronaRing.MESSAGE_BYTES);
    return number -> {
      AgronaRing.putWords(message, 0, number);
      transmitter.transmit(AgronaRing.MESSAGE_TYPE, message, 0, AgronaRing.MESSAGE_BYTES);
    };
  }

  static Receiver broadcastReceiver(UnsafeBuffer broadcast, Arrivals arrivals) {
    CopyBroadcastReceiver receiver = new CopyBroadcastReceiver(new BroadcastReceiver(broadcast));
    MessageHandler handler = handler(arrivals);
    return arrivals.receiver(limit -> receive(receiver, handler, limit));
  }

  private static int receive(CopyBroadcastReceiver receiver, MessageHandler handler, int limit) {
    int received = 0;
    try {
      while (received < limit && receiver.receive(handler) != 0) {
        received++;
      }
    } catch (IllegalStateException e) {
      // An overrun is told in this way, without saying how much was lost; it goes on behind that.
      return received;
    }
    return received;
  }

  private static MessageHandler handler(Arrivals arrivals) {
    return (int typeId, MutableDirectBuffer buffer, int index, int length) ->
        arrivals.add(
            buffer.getLong(index),
            buffer.getLong(index + 8),
            buffer.getLong(index + 16),
            buffer.getLong(index + 24));
  }

  private static UnsafeBuffer memory(int bytes) {
    ByteBuffer memory = BufferUtil.allocateDirectAligned(bytes, AgronaRing.CACHE_LINES);
    return new UnsafeBuffer(memory);
  }
}
