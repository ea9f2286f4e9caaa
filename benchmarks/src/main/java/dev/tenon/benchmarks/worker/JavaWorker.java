// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A Java process of the benchmarks. */
public final class JavaWorker {
  private static final int ONE_WAY_BYTES = 1 << 20;
  private static final int TWO_WAY_BYTES = 1 << 16;

  private JavaWorker() {}

  /**
   * Does a task of this package on request.
   *
   * @param arguments the task; where the memory is that it shares: a file, a folder or a region's
   *     name; the size of a message, where there are several
   * @throws Exception if the task fails; the process then ends with a status other than zero
   */
  public static void main(String[] arguments) throws Exception {
    String name = arguments.length > 1 ? arguments[1] : "";
    int bytes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    serve(task(arguments[0], name, bytes));
    // Whatever the task has mapped or taken ends with the process, as a user's would.
    System.exit(0);
  }

  /**
   * Answers requests until standard input ends: a line as {@link Request} reads it comes in; a line
   * goes out with the nanoseconds, the bytes that this thread has allocated, the operations that
   * were missed and, if it was asked for, the time of each operation.
   *
   * @param task what is requested
   * @throws Exception if the task fails
   */
  public static void serve(Task task) throws Exception {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    System.out.println();
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      Request request = Request.parse(line);
      long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
      long nanos = task.run(request);
      long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
      StringBuilder answer = new StringBuilder().append(nanos).append(' ').append(allocated);
      answer.append(' ').append(task.missed());
      if (request.times() != null) {
        for (long time : request.times()) {
          answer.append(' ').append(time);
        }
      }
      System.out.println(answer);
    }
  }

  private static Task task(String task, String name, int bytes) throws IOException {
    return switch (task) {
      case "bare-drive" -> new BareLines(Path.of(name)).driving();
      case "bare-echo" -> new BareLines(Path.of(name)).echoing();
      case "agrona-claim" -> agronaOneWay(AgronaRing.inMemory(ONE_WAY_BYTES), true);
      case "agrona-write" -> agronaOneWay(AgronaRing.inMemory(ONE_WAY_BYTES), false);
      case "agrona-round-trip" -> agronaRoundTrip();
      case "disruptor" -> new DisruptorRing().oneWay();
      case "blocked" -> request -> sleep(request.count());
      default ->
          task.startsWith("aeron-")
              ? AeronIpc.named(task, name, bytes)
              : task.startsWith("stream-")
                  ? StreamTasks.named(task, name)
                  : task.startsWith("lock-")
                      ? LockTasks.named(task, name)
                      : TenonTasks.named(task, name, bytes);
    };
  }

  /** What a JVM costs of its own accord: nothing is done for so many milliseconds. */
  private static long sleep(long millis) throws InterruptedException {
    long start = System.nanoTime();
    Thread.sleep(millis);
    return System.nanoTime() - start;
  }

  private static Task agronaOneWay(AgronaRing ring, boolean claims) {
    return OneWay.within(claims ? ring.claimingSender() : ring.copyingSender(), ring.receiver());
  }

  private static Task agronaRoundTrip() {
    AgronaRing requests = AgronaRing.inMemory(TWO_WAY_BYTES);
    AgronaRing replies = AgronaRing.inMemory(TWO_WAY_BYTES);
    return RoundTrip.within(
        requests.claimingSender(),
        replies.receiver(),
        requests.receiver(),
        replies.claimingSender());
  }
}
