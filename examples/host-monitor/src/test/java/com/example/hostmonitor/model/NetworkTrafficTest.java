// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.hostmonitor.contract.NetworkSample;
import com.example.hostmonitor.model.NetworkTraffic.Interface;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class NetworkTrafficTest {
  private static final long SECOND = 1_000_000_000;

  private final NetworkTraffic traffic = new NetworkTraffic(SECOND / 2);
  private final NetworkSample sample = NetworkSample.allocate(Arena.ofAuto());
  private long tick;

  @Test
  void ratesArePerSecondWhateverLiesBetweenTwoTicks() {
    accept(0, new Counters("eth0", 1000, 200, 10));
    accept(2 * SECOND, new Counters("eth0", 5000, 300, 30));

    assertThat(traffic.interfaces()).containsExactly(new Interface("eth0", 2000, 50, 20));
  }

  @Test
  void interfacesComeAndGo() {
    accept(0, new Counters("lo", 0, 0, 0), new Counters("usb0", 0, 0, 0));
    accept(SECOND, new Counters("lo", 1, 1, 1), new Counters("wlan0", 900, 900, 900));
    assertThat(traffic.interfaces()).extracting(Interface::name).containsExactly("lo");

    accept(2 * SECOND, new Counters("lo", 1, 1, 1), new Counters("wlan0", 901, 902, 903));
    assertThat(traffic.interfaces())
        .containsExactly(new Interface("lo", 0, 0, 0), new Interface("wlan0", 1, 2, 6));

    accept(3 * SECOND);
    assertThat(traffic.interfaces()).isEmpty();
  }

  @Test
  void countersThatStartAnewGiveNoNegativeRate() {
    accept(0, new Counters("ppp0", 5000, 5000, 50));
    accept(SECOND, new Counters("ppp0", 10, 10, 1));

    assertThat(traffic.interfaces()).containsExactly(new Interface("ppp0", 0, 0, 0));
  }

  private record Counters(String name, long received, long sent, long packets) {}

  private void accept(long sent, Counters... interfaces) {
    sample.batch().tick(tick++).first(0).total(interfaces.length).count(interfaces.length);
    for (int i = 0; i < interfaces.length; i++) {
      Counters counters = interfaces[i];
      sample
          .interfaces(i)
          .name(counters.name())
          .receivedBytes(counters.received())
          .sentBytes(counters.sent())
          .receivedPackets(counters.packets())
          .sentPackets(counters.packets());
    }
    traffic.accept(sample, sent);
  }
}
