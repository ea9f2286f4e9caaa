// SPDX-License-Identifier: Apache-2.0
package com.example.crossing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.units.Amount;
import com.example.units.Scale;
import java.lang.foreign.Arena;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Unions, lists, other byte orders and types of other packages in calls. */
public final class CrossingScenario {
  private CrossingScenario() {}

  public static void structsOfTheWholeLanguageCrossByValue(Path library)
      throws UnknownHostException {
    Crossing c = Crossing.load(library);
    try (Arena arena = Arena.ofConfined()) {
      Inet4Address address = (Inet4Address) InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
      Wide wide =
          Wide.allocate(arena).number(0x0102_0304L).address(address).time(Instant.ofEpochSecond(5));
      Wide larger = c.larger(arena, wide, 5);
      assertThat(larger.number()).isEqualTo(0x0102_0309L);
      assertThat(larger.address().getAddress()).containsExactly(10, 0, 0, 2);
      assertThat(larger.time()).isEqualTo(Instant.ofEpochSecond(-5));

      Tagged tagged = Tagged.allocate(arena);
      tagged.either().real(2.5f);
      assertThat(c.realOf(tagged)).isEqualTo(2.5f);
      tagged.either().number(9);
      assertThat(c.realOf(tagged)).isEqualTo(-1f);

      Few few = Few.allocate(arena).addList(7).addList(65535);
      few.bytes().octets(0, 3);
      assertThat(c.total(few)).isEqualTo(65545);
    }
  }

  public static void importedStructsCrossBehindPointers(Path library) {
    Crossing c = Crossing.load(library);
    try (Arena arena = Arena.ofConfined()) {
      Amount amount = Amount.allocate(arena);
      Amount.Array amounts = Amount.allocateArray(arena, 3);
      assertThat(c.scaleUp(amount, amounts)).isEqualTo(Scale.MEGA);
      assertThat(amount.value()).isEqualTo(4.0);
      assertThat(amounts.at(2).value()).isEqualTo(2.0);
    }
  }

  public static void importedStructsAreShownDuringTheCallOnly(Path library) {
    Crossing c = Crossing.load(library);
    List<Object> kept = new ArrayList<>();
    OnAmount callback =
        (amount, amounts, wide, tagged) -> {
          kept.add(amount);
          kept.add(amounts);
          assertThat(amounts.length()).isEqualTo(wide.number());
          assertThat(tagged.either().number()).isEqualTo(77);
          double total = 0;
          for (Amount each : amounts) {
            total += each.value();
          }
          amount.value(total);
          return Wide.allocate(Arena.ofAuto()).number(wide.number() + 1).timeRaw(100);
        };
    try (Arena arena = Arena.ofConfined()) {
      Wide answer = c.ask(arena, callback, 4);
      assertThat(answer.number()).isEqualTo(5);
      assertThat(answer.timeRaw()).isEqualTo(106);
      assertThat(c.ask(arena, callback, 0).timeRaw()).isEqualTo(100);
    }
    assertThatThrownBy(() -> ((Amount) kept.get(0)).value())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ((Amount.Array) kept.get(1)).at(0).value())
        .isInstanceOf(IllegalStateException.class);
  }
}
