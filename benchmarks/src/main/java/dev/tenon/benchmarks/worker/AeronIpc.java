// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.AgentInvoker;

/**
 * A process that uses Aeron's IPC: exclusive publications, a stream for each direction.
 *
 * <p>The media driver is embedded in the process that is started first and has no thread of its
 * own, nor have the clients: whoever receives in that process also runs the driver, which moves the
 * senders' limits. On two processors, a driver that spins would take turns with what is measured.
 */
final class AeronIpc {
  /** Holds a message of 4 KiB. */
  private static final int FRAGMENT_BYTES = 8192;

  /** Terms are as large as the other rings. */
  private static final String CHANNEL = "aeron:ipc?term-length=1m|mtu=" + FRAGMENT_BYTES;

  private static final int THERE = 1001;
  private static final int BACK = 1002;

  /** Processes sleep while others are measured; nobody is to be taken for dead meanwhile. */
  private static final long PATIENCE_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Aeron aeron;

  /** Runs the driver; null in the process that is started second. */
  private final AgentInvoker driver;

  private final List<BooleanSupplier> connections = new ArrayList<>();

  private AeronIpc(Aeron aeron, AgentInvoker driver) {
    this.aeron = aeron;
    this.driver = driver;
  }

  /** The process that is started first. */
  private static AeronIpc withDriver(String directory) {
    MediaDriver.Context context = new MediaDriver.Context();
    context
        .aeronDirectoryName(directory)
        .dirDeleteOnStart(true)
        .threadingMode(ThreadingMode.INVOKER)
        .clientLivenessTimeoutNs(PATIENCE_NANOS)
        .publicationUnblockTimeoutNs(2 * PATIENCE_NANOS)
        .driverTimeoutMs(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
    AgentInvoker driver = MediaDriver.launch(context).sharedAgentInvoker();
    return new AeronIpc(connect(directory, driver), driver);
  }

  /** The process that is started second. */
  private static AeronIpc withoutDriver(String directory) {
    return new AeronIpc(connect(directory, null), null);
  }

  private static Aeron connect(String directory, AgentInvoker driver) {
    Aeron.Context context = new Aeron.Context();
    context
        .aeronDirectoryName(directory)
        .useConductorAgentInvoker(true)
        .driverAgentInvoker(driver)
        .driverTimeoutMs(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
    return Aeron.connect(context);
  }

  /**
   * A task by its name.
   *
   * @param directory where the driver has its files; the first process makes it
   * @param bytes size of a message
   */
  static Task named(String task, String directory, int bytes) {
    return switch (task) {
      case "aeron-receive" -> {
        AeronIpc process = withDriver(directory);
        yield process.connected(OneWay.receiving(process.receiver(THERE, bytes)));
      }
      case "aeron-send" -> {
        AeronIpc process = withoutDriver(directory);
        yield process.connected(OneWay.sending(process.sender(THERE, bytes)));
      }
      case "aeron-echo" -> {
        AeronIpc process = withDriver(directory);
        Receiver requests = process.receiver(THERE, bytes);
        yield process.connected(RoundTrip.echoing(requests, process.sender(BACK, bytes)));
      }
      case "aeron-drive" -> {
        AeronIpc process = withoutDriver(directory);
        Receiver replies = process.receiver(BACK, bytes);
        yield process.connected(RoundTrip.driving(process.sender(THERE, bytes), replies));
      }
      default -> throw new IllegalArgumentException("no such task: " + task);
    };
  }

  private Sender sender(int stream, int bytes) {
    ExclusivePublication publication = aeron.addExclusivePublication(CHANNEL, stream);
    connections.add(publication::isConnected);
    return AeronEnds.sender(publication, bytes);
  }

  private Receiver receiver(int stream, int bytes) {
    Subscription subscription = aeron.addSubscription(CHANNEL, stream);
    connections.add(subscription::isConnected);
    return AeronEnds.receiver(subscription, bytes, FRAGMENT_BYTES, driver);
  }

  /**
   * Runs driver and client on a thread until the first request, because the other process needs
   * them to connect; from then on the task alone runs the driver.
   */
  private Task connected(Task task) {
    Thread connecting = new Thread(this::runUntilInterrupted, "connecting");
    connecting.setDaemon(true);
    connecting.start();
    return request -> {
      if (connecting.isAlive()) {
        connecting.interrupt();
        connecting.join();
        while (!connections.stream().allMatch(BooleanSupplier::getAsBoolean)) {
          runOnce();
        }
      }
      return task.run(request);
    };
  }

  private void runUntilInterrupted() {
    while (!Thread.interrupted()) {
      runOnce();
    }
  }

  private void runOnce() {
    aeron.conductorAgentInvoker().invoke();
    if (driver != null) {
      driver.invoke();
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
  }
}
