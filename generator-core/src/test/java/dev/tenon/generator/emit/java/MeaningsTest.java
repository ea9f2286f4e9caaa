// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types that mean more than a number: exact, or refused. */
class MeaningsTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("language.tenon.yaml");

  private final Flyweight meanings = JAVA.allocate("Meanings", Arena.ofAuto());

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 999_999_999, -1_000_000_001, Long.MAX_VALUE, Long.MIN_VALUE})
  void instantsAndDurationsAreExact(long nanos) {
    meanings.call("timeRaw", nanos);
    Instant time = (Instant) meanings.call("time");
    assertThat(time).isEqualTo(Instant.EPOCH.plusNanos(nanos));
    Flyweight copy = JAVA.allocate("Meanings", Arena.ofAuto());
    copy.call("time", time);
    assertThat(copy.call("timeRaw")).isEqualTo(nanos);
    meanings.call("elapsedRaw", nanos);
    assertThat(meanings.call("elapsed")).isEqualTo(Duration.ofNanos(nanos));
    copy.call("elapsed", Duration.ofNanos(nanos));
    assertThat(copy.call("elapsedRaw")).isEqualTo(nanos);
  }

  @Test
  void instantsAndDurationsOutOfRangeAreRefused() {
    Instant last = Instant.EPOCH.plusNanos(Long.MAX_VALUE);
    Instant first = Instant.EPOCH.plusNanos(Long.MIN_VALUE);
    for (Instant time :
        new Instant[] {last.plusNanos(1), first.minusNanos(1), Instant.MAX, Instant.MIN}) {
      assertThatThrownBy(() -> meanings.call("time", time))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Meanings.time: %s does not fit into 64 bits of nanoseconds", time);
    }
    Duration tooLong = Duration.ofNanos(Long.MIN_VALUE).minusNanos(1);
    assertThatThrownBy(() -> meanings.call("elapsed", tooLong))
        .hasMessage("Meanings.elapsed: %s does not fit into 64 bits of nanoseconds", tooLong);
    assertThatThrownBy(() -> meanings.call("elapsed", Duration.ofSeconds(Long.MAX_VALUE)))
        .hasMessageStartingWith("Meanings.elapsed: ");
    assertThat(meanings.call("timeRaw")).isEqualTo(1700000000000000001L);
  }

  @Test
  void decimalsAreExactOrRefused() {
    assertThat(meanings.call("amount")).isEqualTo(new BigDecimal("-5E+3"));
    meanings.call("amount", new BigDecimal("12000.00"));
    assertThat(meanings.call("amountRaw")).isEqualTo(12L);
    meanings.call("rates", 1, 0, new BigDecimal("-0.000001"));
    assertThat(meanings.call("ratesRaw", 1, 0)).isEqualTo(-1L);
    assertThat(meanings.call("rates", 1, 0)).isEqualTo(new BigDecimal("-0.000001"));
    BigDecimal most = new BigDecimal("9223372036854.775807");
    meanings.call("rates", 0, 0, most);
    assertThat(meanings.call("ratesRaw", 0, 0)).isEqualTo(Long.MAX_VALUE);
    meanings.call("rates", 0, 0, new BigDecimal("-9223372036854.775808"));
    assertThat(meanings.call("ratesRaw", 0, 0)).isEqualTo(Long.MIN_VALUE);
    meanings.call("rates", 0, 0, new BigDecimal("0E+1000000000"));
    assertThat(meanings.call("ratesRaw", 0, 0)).isEqualTo(0L);

    assertThatThrownBy(() -> meanings.call("amount", new BigDecimal("1500")))
        .hasMessage("Meanings.amount: 1500 is no multiple of 1000");
    assertThatThrownBy(() -> meanings.call("rates", 0, 1, new BigDecimal("0.0000001")))
        .hasMessage("Meanings.rates: 1E-7 is no multiple of 0.000001");
    assertThatThrownBy(() -> meanings.call("rates", 0, 1, new BigDecimal("1E-1000000000")))
        .hasMessage("Meanings.rates: 1E-1000000000 is no multiple of 0.000001");
    assertThatThrownBy(() -> meanings.call("rates", 0, 1, most.add(new BigDecimal("0.000001"))))
        .hasMessage(
            "Meanings.rates: 9223372036854.775808 does not fit into 64 bits of steps of 0.000001");
    assertThatThrownBy(() -> meanings.call("amount", new BigDecimal("-1E+1000000000")))
        .hasMessage("Meanings.amount: -1E+1000000000 does not fit into 64 bits of steps of 1000");
    assertThat(meanings.toString()).contains("amount=12000,");
  }

  @Test
  void uuidIsStoredInTheOrderOfItsText() {
    UUID id = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    meanings.call("id", id);
    meanings.call("ids", 1, id);
    assertThat(meanings.call("id")).isEqualTo(id);
    assertThat(meanings.call("ids", 1)).isEqualTo(id);
    byte[] raw = ((MemorySegment) meanings.call("idRaw")).toArray(JAVA_BYTE);
    for (int i = 0; i < 16; i++) {
      assertThat(raw[i]).isEqualTo((byte) (i * 0x11));
    }
    assertThat(((MemorySegment) meanings.call("idsRaw", 1)).mismatch(MemorySegment.ofArray(raw)))
        .isEqualTo(-1);
    assertThat(meanings.call("ids", 0)).isEqualTo(new UUID(0, 0));
  }

  @Test
  void addressesAreStoredInNetworkOrder() throws UnknownHostException {
    Inet4Address v4 = (Inet4Address) InetAddress.getByAddress(new byte[] {10, 1, -1, 4});
    meanings.call("v4", v4);
    assertThat(((MemorySegment) meanings.call("v4Raw")).toArray(JAVA_BYTE))
        .containsExactly(10, 1, -1, 4);
    assertThat(meanings.call("v4")).isEqualTo(v4);
    byte[] octets = new byte[16];
    octets[0] = (byte) 0xfe;
    octets[1] = (byte) 0x80;
    octets[15] = 1;
    meanings.call("v6", Inet6Address.getByAddress(null, octets, 3));
    assertThat(meanings.call("v6")).isEqualTo(Inet6Address.getByAddress(null, octets, -1));
    assertThat(((MemorySegment) meanings.call("v6Raw")).toArray(JAVA_BYTE)).isEqualTo(octets);
  }

  @Test
  void addressThatHoldsAnIpv4AddressStaysWhatItIs() {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};
    ((MemorySegment) meanings.call("v6Raw")).copyFrom(MemorySegment.ofArray(mapped));
    Inet6Address address = (Inet6Address) meanings.call("v6");
    assertThat(address.getAddress()).isEqualTo(mapped);
  }

  @Test
  void atomicMeaningHasTheAtomicAccessorsOfItsNumber() {
    meanings.call("seen", Instant.ofEpochSecond(1, 1));
    assertThat(meanings.call("seenRaw")).isEqualTo(1_000_000_001L);
    assertThat(meanings.call("compareAndSetSeenRaw", 1_000_000_001L, 5L)).isEqualTo(true);
    assertThat(meanings.call("getAndAddSeenRaw", 2L)).isEqualTo(5L);
    assertThat(meanings.call("getAndSetSeenRaw", 9L)).isEqualTo(7L);
    assertThat(meanings.call("seenRawPlain")).isEqualTo(9L);
    assertThat(meanings.call("seen")).isEqualTo(Instant.ofEpochSecond(0, 9));
  }

  @Test
  void valueGoesOutAndBack() {
    meanings.call("times", 1, Instant.MAX.minusSeconds(31556889864403199L));
    meanings.call("id", new UUID(1, 2));
    Object value = meanings.call("toValue");
    Flyweight copy = JAVA.allocate("Meanings", Arena.ofAuto());
    copy.call("set", value);
    assertThat(copy.call("toValue")).isEqualTo(value);
  }
}
