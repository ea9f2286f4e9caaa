// SPDX-License-Identifier: Apache-2.0
package com.example.levelmeter;

import com.example.levelmeter.contract.LevelMeter;
import dev.tenon.runtime.TenonException;
import java.io.Console;
import java.io.IOException;
import java.util.List;

/** The program: measures for some seconds and tells whether all was as theory says. */
public final class LevelMeters {
  private static final int GOOD = 0;
  private static final int NOT_AS_EXPECTED = 1;
  private static final int MISUSED = 2;
  private static final int FAILED = 3;

  private LevelMeters() {}

  /** Exit status 0: all as expected; 1: a meter differs; 2: wrong options; 3: it did not run. */
  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help")) {
      System.out.println(Options.USAGE);
      return;
    }
    int status;
    try {
      status = run(Options.parse(List.of(arguments)));
    } catch (IllegalArgumentException e) {
      System.err.println("level-meters: " + e.getMessage());
      System.err.println(Options.USAGE);
      status = MISUSED;
    } catch (IOException | TenonException e) {
      System.err.println("level-meters: " + e.getMessage());
      status = FAILED;
    } catch (InterruptedException e) {
      status = FAILED;
    }
    System.exit(status);
  }

  private static int run(Options options) throws IOException, InterruptedException {
    // Refused with every difference named if it was built from another schema.
    LevelMeter library = LevelMeter.load(options.library());
    System.out.println(library.libraryName() + ", " + options.library());
    Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    Display display = new Display(System.out, terminal, library);
    List<Result> results;
    try (Session session = new Session(library)) {
      session.start(options.brokenAfter());
      long end = System.nanoTime() + options.duration().toNanos();
      for (long rest = options.duration().toNanos(); rest > 0; rest = end - System.nanoTime()) {
        Thread.sleep(Math.min(rest, display.period().toNanos()) / 1_000_000 + 1);
        display.show(session.strips());
      }
      results = session.stop();
    }
    display.report(results);
    return results.stream().allMatch(Result::isGood) ? GOOD : NOT_AS_EXPECTED;
  }
}
