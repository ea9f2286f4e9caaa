// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.aeron.protocol.DataHeaderFlyweight;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.UnsafeBuffer;

/** The ends of an Aeron stream, with messages of one size. */
final class AeronEnds {
  private static final int CACHE_LINE = 64;

  private AeronEnds() {}

  /** Claims and writes in place what fits into a fragment; what does not is offered in parts. */
  static Sender sender(ExclusivePublication publication, int bytes) {
    return bytes <= publication.maxPayloadLength()
        ? claimingSender(publication, bytes)
        : offeringSender(publication, bytes);
  }

  private static Sender claimingSender(ExclusivePublication publication, int bytes) {
    BufferClaim claim = new BufferClaim();
    int words = Words.of(bytes);
    return number -> {
      long position;
      while ((position = publication.tryClaim(bytes, claim)) < 0) {
        awaitRoom(position);
      }
      fill(claim.buffer(), claim.offset(), words, number);
      claim.commit();
    };
  }

  private static Sender offeringSender(ExclusivePublication publication, int bytes) {
    UnsafeBuffer message = new UnsafeBuffer(BufferUtil.allocateDirectAligned(bytes, CACHE_LINE));
    int words = Words.of(bytes);
    return number -> {
      fill(message, 0, words, number);
      long position;
      while ((position = publication.offer(message, 0, bytes)) < 0) {
        awaitRoom(position);
      }
    };
  }

  private static void awaitRoom(long position) {
    if (position != Publication.BACK_PRESSURED && position != Publication.ADMIN_ACTION) {
      throw new IllegalStateException("publication: " + Publication.errorString(position));
    }
    Thread.onSpinWait();
  }

  private static void fill(MutableDirectBuffer buffer, int offset, int words, long number) {
    for (int i = 0; i < words; i++) {
      buffer.putLong(offset + i * Long.BYTES, number + i);
    }
  }

  /**
   * Receives.
   *
   * @param fragment bytes of the largest fragment, with its header
   * @param driver run beside, now and then; null when another process has it
   */
  static Receiver receiver(
      Subscription subscription, int bytes, int fragment, AgentInvoker driver) {
    boolean whole = bytes <= fragment - DataHeaderFlyweight.HEADER_LENGTH;
    return new StreamReceiver(subscription, bytes, whole, driver);
  }

  private static final class StreamReceiver implements Receiver {
    /** The driver moves the sender's limit: it runs often enough that the sender has room. */
    private static final int BYTES_FOR_DRIVER = 1 << 16;

    /** It also runs when nothing comes for a while. */
    private static final int LOOKS_FOR_DRIVER = 1024;

    private final Subscription subscription;
    private final int words;
    private final AgentInvoker driver;
    private final FragmentHandler handler;
    private int messages;
    private long sum;
    private long last;
    private int bytesSince;
    private int looksSince;

    StreamReceiver(Subscription subscription, int bytes, boolean whole, AgentInvoker driver) {
      this.subscription = subscription;
      this.words = Words.of(bytes);
      this.driver = driver;
      this.handler = whole ? this::onMessage : new FragmentAssembler(this::onMessage);
    }

    private void onMessage(DirectBuffer buffer, int offset, int length, Header header) {
      messages++;
      last = buffer.getLong(offset);
      long added = 0;
      for (int i = 0; i < words; i++) {
        added += buffer.getLong(offset + i * Long.BYTES);
      }
      sum += added;
      bytesSince += length;
    }

    @Override
    public int receive() {
      messages = 0;
      int fragments = subscription.poll(handler, LIMIT);
      if (fragments == 0) {
        looksSince++;
      }
      if (driver != null && (bytesSince >= BYTES_FOR_DRIVER || looksSince >= LOOKS_FOR_DRIVER)) {
        driver.invoke();
        bytesSince = 0;
        looksSince = 0;
      }
      return messages;
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
      return words;
    }
  }
}
