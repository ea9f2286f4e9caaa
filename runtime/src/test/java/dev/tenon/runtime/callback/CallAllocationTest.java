// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tenon.runtime.callback.market.Market;
import dev.tenon.runtime.callback.market.OnQuote;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Calls make no garbage. */
class CallAllocationTest {
  private static final int CALLS = 200_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Market market = Fixture.MARKET;

  @Test
  void callbacksAllocateNothing() {
    OnQuote visitor = (quote, sequence) -> (int) quote.size();
    market.feedEach(visitor, CALLS);
    long before = threads.getCurrentThreadAllocatedBytes();
    market.feedEach(visitor, CALLS);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(CALLS / 10);
  }

  @Test
  void callsAllocateNothing() {
    call();
    long before = threads.getCurrentThreadAllocatedBytes();
    call();
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(CALLS / 10);
  }

  private void call() {
    for (int i = 0; i < CALLS; i++) {
      market.feedsOpen();
    }
  }
}
