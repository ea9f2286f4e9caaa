// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor;

import com.example.hostmonitor.contract.AgentStatus;
import com.example.hostmonitor.contract.Feed;
import com.example.hostmonitor.model.Sensor;
import com.example.hostmonitor.model.Snapshot;
import com.example.hostmonitor.ui.View;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One run: from the first command to the agent's last sample. */
final class Monitor implements AutoCloseable {
  private static final Duration AGENT_PATIENCE = Duration.ofSeconds(5);

  private final Feed feed;
  private final Feed.SamplesConsumer samples;
  private final Feed.CommandsProducer commands;
  private final AgentStatus status;
  private final Steering steering;
  private final BlockingQueue<Event> events;
  private final View view;
  private final long start = System.nanoTime();
  private final Observations observations = new Observations();
  private boolean stopping;

  /**
   * Creates the region. Both roles are taken before there is an agent: when the monitor dies, the
   * agent sees that its peer has left, and never waits for one that is yet to come.
   */
  Monitor(String region, View view, BlockingQueue<Event> events) {
    this.view = view;
    this.events = events;
    this.feed = Feed.create(region);
    this.samples = feed.samples().consumer(observations);
    this.commands = feed.commands().producer();
    this.status = feed.status();
    this.steering = new Steering(commands);
  }

  /**
   * Starts the agent and works until it has left, for whatever reason.
   *
   * @throws IOException if the agent cannot be started
   */
  Ending run(Options options) throws IOException, InterruptedException {
    // The agent begins with everything off. These wait in the queue until it has come.
    steering.sensors(Sensor.all());
    steering.rate(options.rate());
    AgentProcess agent = AgentProcess.start(options.agent(), options.region(), view::note);
    try {
      Receiver receiver = new Receiver(samples, agent, events::add);
      boolean ended = work(options.duration());
      if (!ended) {
        agent.kill(); // its last samples are still taken
      }
      receiver.join();
      return ending(agent, ended);
    } finally {
      agent.kill();
    }
  }

  /** Shows and steers; returns false if the agent was told to stop and did not. */
  private boolean work(Duration duration) throws InterruptedException {
    long end = start + duration.plus(AGENT_PATIENCE).toNanos();
    long nextFrame = start + view.period().toNanos();
    while (true) {
      long now = System.nanoTime();
      if (now - nextFrame >= 0) {
        view.show(observations.now(now, agentState(now), steering.sent()));
        nextFrame = now + view.period().toNanos();
      }
      if (now >= end) {
        if (stopping) {
          return false;
        }
        end = stop(now);
      }
      Event event = events.poll(Math.min(nextFrame, end) - now, TimeUnit.NANOSECONDS);
      switch (event) {
        case null -> {}
        case Event.FeedBegan ignored -> {
          nextFrame = now + view.period().toNanos();
          end = stopping ? end : now + duration.toNanos();
        }
        case Event.FeedEnded ignored -> {
          return true;
        }
        case Event.Interrupt ignored -> end = stop(now);
        case Event.Key key when key.character() == 'q' -> end = stop(now);
        case Event.Key key -> obey(key.character());
      }
    }
  }

  /** Tells the agent to stop, once; returns when to lose patience. */
  private long stop(long now) {
    if (!stopping) {
      stopping = true;
      tell(steering.stop());
    }
    return now + AGENT_PATIENCE.toNanos();
  }

  private void obey(int key) {
    switch (key) {
      case '+', '=' -> tell(steering.faster());
      case '-', '_' -> tell(steering.slower());
      default -> {
        for (Sensor sensor : Sensor.values()) {
          if (sensor.key() == key) {
            tell(steering.toggle(sensor));
          }
        }
      }
    }
  }

  private void tell(boolean sent) {
    if (!sent) {
      view.note("The agent does not take commands: the queue of them is full.");
    }
  }

  private Ending ending(AgentProcess agent, boolean ended) throws InterruptedException {
    if (!ended) {
      return Ending.agentStuck();
    }
    OptionalInt exit = agent.await(AGENT_PATIENCE);
    if (exit.isEmpty()) {
      return Ending.agentStuck();
    }
    return stopping && exit.getAsInt() == 0 ? Ending.stopped() : Ending.agentLeft(exit.getAsInt());
  }

  /** Observations of the whole run. */
  Snapshot whole() {
    long now = System.nanoTime();
    return observations.whole(now, agentState(now), steering.sent());
  }

  private Snapshot.Agent agentState(long now) {
    long heartbeat = status.heartbeat();
    return new Snapshot.Agent(
        heartbeat == 0 ? Double.NaN : (now - heartbeat) / 1e9,
        status.sent(),
        status.dropped(),
        status.acknowledged(),
        status.rate(),
        status.sensors());
  }

  @Override
  public void close() {
    samples.close();
    commands.close();
    feed.close();
  }
}
