// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.calls;

import dev.tenon.benchmarks.worker.JavaWorker;
import dev.tenon.benchmarks.worker.Task;
import java.nio.file.Path;

/** A Java process of the benchmarks that calls C or is called by it. */
public final class CallWorker {
  private CallWorker() {}

  /**
   * Answers requests as {@link JavaWorker} does.
   *
   * @param arguments the task; the shared library of market.tenon.yaml; that of the peers
   * @throws Exception if the task fails; the process then ends with a status other than zero
   */
  public static void main(String[] arguments) throws Exception {
    JavaWorker.serve(task(arguments[0], Path.of(arguments[1]), Path.of(arguments[2])));
    System.exit(0);
  }

  // Loading a library into the process is "restricted".
  @SuppressWarnings("restricted")
  private static Task task(String name, Path market, Path peers) {
    if (name.startsWith("tenon-")) {
      return GeneratedCalls.task(name, market);
    }
    System.load(market.toString());
    System.load(peers.toString());
    return switch (name) {
      case "jni-upcall" -> JniCalls.task();
      case "ffm-upcall", "ffm-export" -> HandwrittenUpcalls.task(name);
      default -> HandwrittenDowncalls.task(name);
    };
  }
}
