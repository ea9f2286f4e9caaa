// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Ends while threads of C call in that Java has never seen before. Arguments: the library, what is
 * called, and how it ends.
 */
final class EndMain {

  private static final int THREADS = 4;
  private static final int CALLS = 50;

  private EndMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path library = Path.of(arguments[0]);
    CountDownLatch called = new CountDownLatch(CALLS);
    if (arguments[1].equals("listener")) {
      Events events = Events.load(library);
      events.onTick(
          (tick, sequence) -> {
            called.countDown();
            return 0;
          });
      events.newcomersStart(THREADS);
    } else {
      Services services = Services.load(library);
      services.bindExports(
          new OrderServices() {
            @Override
            public int starts() {
              called.countDown();
              return 0;
            }
          });
      services.newcomersStart(THREADS);
    }
    called.await();
    System.out.println("called");
    if (arguments[2].equals("exit")) {
      System.exit(0);
    }
  }
}
