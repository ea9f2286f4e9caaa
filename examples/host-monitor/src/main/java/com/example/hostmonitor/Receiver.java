// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor;

import com.example.hostmonitor.contract.Feed;
import dev.tenon.runtime.PeerLeftException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Takes samples out of the queue on a thread of its own, so that drawing a screen delays none.
 *
 * <p>It ends by itself when the agent has left and everything it had published has been taken.
 */
final class Receiver {
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Feed.SamplesConsumer samples;
  private final AgentProcess agent;
  private final Consumer<Event> events;
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final Thread thread;

  /**
   * Starts to receive.
   *
   * @param events told of the first sample and of the end, on the receiving thread
   */
  Receiver(Feed.SamplesConsumer samples, AgentProcess agent, Consumer<Event> events) {
    this.samples = samples;
    this.agent = agent;
    this.events = events;
    this.thread = Thread.ofPlatform().name("receiver").start(this::run);
  }

  /** Waits until everything has been taken; throws what the receiving thread failed with. */
  void join() throws InterruptedException {
    thread.join();
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  private void run() {
    try {
      receive();
    } catch (PeerLeftException e) {
      // The expected end: all that the agent published has been taken.
    } catch (RuntimeException e) {
      failure.set(e);
    } finally {
      events.accept(new Event.FeedEnded());
    }
  }

  private void receive() {
    boolean begun = false;
    boolean agentLives;
    int taken;
    do {
      // Asked before the look: an agent that was gone by then has nothing more to publish. This
      // ends the wait for one that never came; one that came and left is told by the queue.
      agentLives = agent.isAlive();
      taken = samples.take(PATIENCE);
      if (!begun && taken > 0) {
        begun = true;
        events.accept(new Event.FeedBegan());
      }
    } while (agentLives || taken > 0);
  }
}
