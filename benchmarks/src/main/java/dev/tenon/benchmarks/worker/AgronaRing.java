// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Agrona's ring for one producer and one consumer, with messages of four words. */
final class AgronaRing {
  static final int MESSAGE_TYPE = 1;
  static final int MESSAGE_BYTES = 4 * Long.BYTES;
  static final int CACHE_LINES = 128;

  private final OneToOneRingBuffer ring;

  private AgronaRing(ByteBuffer memory) {
    ring = new OneToOneRingBuffer(new UnsafeBuffer(memory));
  }

  /** A ring in direct memory. */
  static AgronaRing inMemory(int capacity) {
    return new AgronaRing(BufferUtil.allocateDirectAligned(total(capacity), CACHE_LINES));
  }

  /** A ring in a file of at least that many bytes that holds zeros, from this position on. */
  static AgronaRing mapped(Path file, long position, int capacity) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new AgronaRing(channel.map(MapMode.READ_WRITE, position, total(capacity)));
    }
  }

  private static int total(int capacity) {
    return capacity + RingBufferDescriptor.TRAILER_LENGTH;
  }

  /** Claims and writes in place. */
  Sender claimingSender() {
    return claimingSender(ring);
  }

  /** Claims and writes in place, in a ring of any kind. */
  static Sender claimingSender(RingBuffer ring) {
    AtomicBuffer buffer = ring.buffer();
    return number -> {
      int index;
      while ((index = ring.tryClaim(MESSAGE_TYPE, MESSAGE_BYTES)) < 0) {
        Spin.pause();
      }
      putWords(buffer, index, number);
      ring.commit(index);
    };
  }

  /** Encodes into a buffer of its own and copies that into the ring. */
  Sender copyingSender() {
    UnsafeBuffer message = new UnsafeBuffer(ByteBuffer.allocateDirect(MESSAGE_BYTES));
    return number -> {
      putWords(message, 0, number);
      while (!ring.write(MESSAGE_TYPE, message, 0, MESSAGE_BYTES)) {
        Thread.onSpinWait();
      }
    };
  }

  static void putWords(MutableDirectBuffer buffer, int index, long number) {
    buffer.putLong(index, number);
    buffer.putLong(index + 8, number + 1);
    buffer.putLong(index + 16, number + 2);
    buffer.putLong(index + 24, number + 3);
  }

  Receiver receiver() {
    return new RingReceiver(ring);
  }

  private static final class RingReceiver implements Receiver {
    private final OneToOneRingBuffer ring;
    private final MessageHandler handler = this::onMessage;
    private long sum;
    private long last;

    RingReceiver(OneToOneRingBuffer ring) {
      this.ring = ring;
    }

    private void onMessage(int typeId, MutableDirectBuffer buffer, int index, int length) {
      last = buffer.getLong(index);
      sum += last + buffer.getLong(index + 8) + buffer.getLong(index + 16);
      sum += buffer.getLong(index + 24);
    }

    @Override
    public int receive() {
      return ring.read(handler, LIMIT);
    }

    @Override
    public long sum() {
      return sum;
    }

    @Override
    public long last() {
      return last;
    }

    @Override
    public int words() {
      return 4;
    }
  }
}
