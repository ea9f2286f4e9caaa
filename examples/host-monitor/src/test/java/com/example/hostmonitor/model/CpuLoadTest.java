// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.hostmonitor.contract.CpuSample;
import com.example.hostmonitor.model.CpuLoad.Core;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class CpuLoadTest {
  private static final long SECOND = 1_000_000_000;

  private final CpuLoad load = new CpuLoad(SECOND / 2);
  private final CpuSample sample = CpuSample.allocate(Arena.ofAuto());

  @Test
  void loadIsTheBusyShareBetweenTwoTicks() {
    accept(1, 0, whole(core(0, 100, 900), core(1, 50, 50)));
    assertThat(load.cores()).isEmpty();

    accept(2, SECOND, whole(core(0, 125, 975), core(1, 50, 150)));
    assertThat(load.cores()).containsExactly(new Core(0, 0.25), new Core(1, 0));
  }

  @Test
  void ticksThatFollowTooCloselyArePassedOver() {
    accept(1, 0, whole(core(0, 0, 0)));
    accept(2, SECOND / 10, whole(core(0, 10, 0)));
    assertThat(load.cores()).isEmpty();

    accept(3, SECOND, whole(core(0, 10, 90)));
    assertThat(load.cores()).containsExactly(new Core(0, 0.1));
  }

  @Test
  void tickComesInSeveralMessages() {
    accept(1, 0, new Part(0, 2, core(0, 0, 0)));
    accept(1, 10, new Part(1, 2, core(7, 0, 0)));
    accept(2, SECOND, new Part(0, 2, core(0, 1, 1)));
    assertThat(load.cores()).isEmpty();

    accept(2, SECOND + 10, new Part(1, 2, core(7, 3, 1)));
    assertThat(load.cores()).containsExactly(new Core(0, 0.5), new Core(7, 0.75));
  }

  @Test
  void tickOfWhichAMessageWasDroppedIsLeftOut() {
    accept(1, 0, whole(core(0, 0, 0), core(1, 0, 0)));
    accept(2, SECOND, new Part(0, 2, core(0, 1, 0))); // its second half is missing
    accept(3, 2 * SECOND, new Part(1, 2, core(1, 1, 0))); // its first half is missing
    assertThat(load.cores()).isEmpty();

    accept(4, 3 * SECOND, whole(core(0, 1, 3), core(1, 2, 2)));
    assertThat(load.cores()).containsExactly(new Core(0, 0.25), new Core(1, 0.5));
  }

  @Test
  void coreThatGoesOfflineVanishesAndOneThatReturnsStartsAnew() {
    accept(1, 0, whole(core(0, 0, 0), core(1, 500, 500)));
    accept(2, SECOND, whole(core(0, 1, 1)));
    assertThat(load.cores()).containsExactly(new Core(0, 0.5));

    accept(3, 2 * SECOND, whole(core(0, 2, 2), core(1, 500, 500)));
    assertThat(load.cores()).containsExactly(new Core(0, 0.5));

    accept(4, 3 * SECOND, whole(core(0, 3, 3), core(1, 501, 499)));
    assertThat(load.cores()).containsExactly(new Core(0, 0.5), new Core(1, 1));
  }

  private record Times(long core, long busy, long idle) {}

  private record Part(int first, int total, Times... cores) {}

  private static Times core(long core, long busy, long idle) {
    return new Times(core, busy, idle);
  }

  private static Part whole(Times... cores) {
    return new Part(0, cores.length, cores);
  }

  private void accept(long tick, long sent, Part part) {
    sample.batch().tick(tick).first(part.first()).total(part.total()).count(part.cores().length);
    for (int i = 0; i < part.cores().length; i++) {
      Times times = part.cores()[i];
      sample.cores(i).core(times.core()).busy(times.busy()).idle(times.idle());
    }
    load.accept(sample, sent);
  }
}
