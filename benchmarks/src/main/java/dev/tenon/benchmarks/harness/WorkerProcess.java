// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.harness;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that waits for a request on its standard input, does what it says, and answers with a
 * line: the nanoseconds it took, or zero when another process measures; the bytes that it allocated
 * on the Java heap; the operations that were missed; and, if it was asked for, the nanoseconds of
 * each operation. Blocked, and so off the processor, between answer and next request. Its standard
 * error is ours.
 */
final class WorkerProcess implements AutoCloseable {
  private static final long ANSWER_SECONDS = 120;

  /**
   * Result of a slice in a process.
   *
   * @param nanos how long it took, 0 when another process of the contender measures
   * @param bytes what the answering thread has allocated on the Java heap
   * @param missed operations that did not reach the other side
   * @param times nanoseconds of each operation; empty when nobody asked or another process measures
   */
  record Answer(long nanos, long bytes, long missed, long[] times) {}

  private final List<String> command;
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  WorkerProcess(List<String> command) throws IOException {
    this.command = command;
    this.process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    this.requests = process.outputWriter();
    this.answers = process.inputReader();
  }

  /** Waits until the process is ready for requests: it says so with an empty answer. */
  void awaitReady() throws IOException, InterruptedException {
    String line = readLine();
    if (!line.isEmpty()) {
      throw new IOException("not ready but \"" + line + "\": " + command);
    }
  }

  /**
   * Asks for a slice.
   *
   * @param silence nanoseconds to be idle before each operation
   * @param each whether the time of each operation is wanted
   */
  void request(long count, long silence, boolean each) throws IOException {
    requests.write(count + " " + silence + " " + (each ? 1 : 0));
    requests.newLine();
    requests.flush();
  }

  Answer answer() throws IOException, InterruptedException {
    long[] numbers = Arrays.stream(readLine().split(" ")).mapToLong(Long::parseLong).toArray();
    long[] times = Arrays.copyOfRange(numbers, 3, numbers.length);
    return new Answer(numbers[0], numbers[1], numbers[2], numbers[0] == 0 ? new long[0] : times);
  }

  long pid() {
    return process.pid();
  }

  private String readLine() throws IOException, InterruptedException {
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            line.complete(answers.readLine());
          } catch (IOException e) {
            line.completeExceptionally(e);
          }
        });
    try {
      String text = line.get(ANSWER_SECONDS, TimeUnit.SECONDS);
      if (text == null) {
        throw new IOException("ended with status " + process.waitFor() + ": " + command);
      }
      return text;
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + ANSWER_SECONDS + " s: " + command, e);
    } catch (ExecutionException e) {
      throw new IOException("cannot read the answer of " + command, e.getCause());
    }
  }

  /** Ends the process: gently by the end of its input, by force when that does not help. */
  @Override
  public void close() throws IOException {
    try (requests) {
      requests.flush();
    } catch (IOException e) {
      // It has ended already; whoever waited for its answer has said so.
      process.destroyForcibly();
    }
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
