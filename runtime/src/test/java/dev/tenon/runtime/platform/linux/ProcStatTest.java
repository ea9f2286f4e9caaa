// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading {@code /proc/<pid>/stat}. */
class ProcStatTest {
  private static final String BEHIND_STATE = " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 %d 18 %d 20";

  @ParameterizedTest
  @ValueSource(strings = {"java", "a b", "a) S 1 (b", ")", "(", ""})
  void nameMayBeAnything(String name) throws IOException {
    ProcStat stat = ProcStat.parse(line(name, 'S', 7, 4711));
    assertThat(stat).isEqualTo(new ProcStat(42, 'S', 7, 4711));
  }

  @ParameterizedTest
  @CsvSource({"R,1,true", "S,9,true", "T,1,true", "Z,1,false", "Z,2,true", "X,1,false"})
  void zombieRunsOnlyWhileOtherThreadsDo(char state, long threads, boolean running)
      throws IOException {
    assertThat(ProcStat.parse(line("java", state, threads, 1)).isRunning()).isEqualTo(running);
  }

  @Test
  void otherTextIsAnError() {
    assertThatThrownBy(() -> ProcStat.parse("nothing")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ProcStat.parse("1 (a) S x")).isInstanceOf(IOException.class);
  }

  private static String line(String name, char state, long threads, long start) {
    return "42 (" + name + ") " + state + BEHIND_STATE.formatted(threads, start);
  }
}
