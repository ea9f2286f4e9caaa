// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor;

import com.example.hostmonitor.model.Snapshot;
import com.example.hostmonitor.ui.LiveView;
import com.example.hostmonitor.ui.PlainView;
import com.example.hostmonitor.ui.View;
import dev.tenon.runtime.RegionExistsException;
import dev.tenon.runtime.TenonException;
import java.io.Console;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The monitor's process.
 *
 * <p>Exit status: 0 after a clean end, 1 when it could not start or something failed, 2 for a wrong
 * command line, 3 when the agent left by itself, 130 after Ctrl-C.
 */
public final class HostMonitor {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private HostMonitor() {}

  /** Runs until the time given is over, the user ends it, or the agent has left. */
  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help")) {
      System.out.println(Options.USAGE);
      return;
    }
    Options options;
    try {
      options = Options.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println("host-monitor: " + e.getMessage());
      System.err.println(Options.USAGE);
      System.exit(MISUSED);
      return;
    }
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    CountDownLatch finished = new CountDownLatch(1);
    endInOrderOnSignals(events, finished);
    int status = FAILED;
    try {
      status = run(options, events);
    } finally {
      finished.countDown();
    }
    System.exit(status);
  }

  /** On Ctrl-C, a hang-up or a kill, the JVM waits for this hook, and the hook for the run. */
  private static void endInOrderOnSignals(BlockingQueue<Event> events, CountDownLatch finished) {
    Thread hook =
        new Thread(
            () -> {
              events.add(new Event.Interrupt());
              try {
                finished.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "end-in-order");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static int run(Options options, BlockingQueue<Event> events) {
    try {
      Ending ending;
      Snapshot whole;
      try (View view = view(options, events);
          Monitor monitor = new Monitor(options.region(), view, events)) {
        ending = monitor.run(options);
        whole = monitor.whole();
      }
      System.out.print(Summary.of(whole, ending));
      System.out.flush();
      return ending.exitStatus();
    } catch (RegionExistsException e) {
      System.err.println(
          "host-monitor: the region "
              + options.region()
              + " is in use, by another monitor it seems; choose another with --region NAME");
    } catch (IOException | TenonException e) {
      System.err.println("host-monitor: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return FAILED;
  }

  private static View view(Options options, BlockingQueue<Event> events) throws IOException {
    Console console = System.console();
    boolean live =
        options.limit().isEmpty()
            && console != null
            && console.isTerminal()
            && !"dumb".equals(System.getenv("TERM"));
    return live
        ? new LiveView(System.out, "Host monitor", key -> events.add(new Event.Key(key)))
        : new PlainView(System.out);
  }
}
