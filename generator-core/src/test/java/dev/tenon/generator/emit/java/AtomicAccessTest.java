// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Atomic fields: values, and that steps are indivisible. */
class AtomicAccessTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("everything.tenon.yaml");

  private final Flyweight atomics = JAVA.allocate("Atomics", Arena.ofShared());

  @Test
  void valuesReadAsWrittenOrderedOrPlain() {
    Object[][] cases = {
      {"flag", true},
      {"a8", 255},
      {"s8", (byte) -128},
      {"a16", 65535},
      {"s16", Short.MIN_VALUE},
      {"a32", 4294967295L},
      {"s32", Integer.MIN_VALUE},
      {"a64", -1L},
      {"s64", Long.MIN_VALUE}
    };
    for (Object[] one : cases) {
      String field = (String) one[0];
      atomics.call(field, one[1]);
      assertThat(atomics.call(field)).isEqualTo(one[1]);
      assertThat(atomics.call(field + "Plain")).isEqualTo(one[1]);
    }
    assertThatThrownBy(() -> atomics.call("a32", -1L))
        .hasMessage("Atomics.a32: -1 is not a u32 (0 to 4294967295)");
  }

  @Test
  void readModifyWriteReturnsWhatWasThere() {
    assertThat(atomics.call("getAndSetA32", 4294967295L)).isEqualTo(0L);
    assertThat(atomics.call("getAndAddA32", 2L)).isEqualTo(4294967295L);
    assertThat(atomics.call("a32")).isEqualTo(1L);
    assertThat(atomics.call("compareAndSetA32", 1L, 3000000000L)).isEqualTo(true);
    assertThat(atomics.call("compareAndSetA32", 1L, 5L)).isEqualTo(false);
    assertThat(atomics.call("a32")).isEqualTo(3000000000L);
    assertThat(atomics.call("getAndAddS64", -1L)).isEqualTo(0L);
    assertThat(atomics.call("s64")).isEqualTo(-1L);
    assertThat(atomics.call("getAndAddA64", 0L)).isEqualTo(0L);
    assertThat(atomics.call("compareAndSetS32", 0, Integer.MIN_VALUE)).isEqualTo(true);
    assertThat(atomics.call("s32")).isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void concurrentAdditionsAreAllCounted() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          new Thread(
              () -> {
                for (int n = 0; n < 5_000; n++) {
                  atomics.call("getAndAddA64", 1L);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(atomics.call("a64")).isEqualTo(20_000L);
  }

  @Test
  void longArrayCanBackAtomicsAndByteArrayCannot() {
    Flyweight onLongs = JAVA.of("Atomics", MemorySegment.ofArray(new long[16]), 0);
    assertThat(onLongs.call("getAndAddA64", 5L)).isEqualTo(0L);
    Flyweight onBytes = JAVA.of("Atomics", MemorySegment.ofArray(new byte[128]), 0);
    assertThatThrownBy(() -> onBytes.call("a64", 5L)).isInstanceOf(IllegalArgumentException.class);
  }
}
