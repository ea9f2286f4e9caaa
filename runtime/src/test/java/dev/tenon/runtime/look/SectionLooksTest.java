// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.format.SectionKind;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every kind of section that the format has can be looked at, each by a class of its own. */
class SectionLooksTest {
  @Test
  void eachKindOfTheFormatHasALookOfItsOwn() {
    Map<Class<?>, SectionKind> kinds = new HashMap<>();
    for (SectionKind kind : SectionKind.values()) {
      if (kind != SectionKind.UNRECOGNIZED) {
        SectionLook look = SectionLooks.of(kind);
        assertThat(look).as("look of %s", kind).isNotNull();
        assertThat(kinds.put(look.getClass(), kind))
            .as("kind that shares the look of %s", kind)
            .isNull();
      }
    }
    assertThat(kinds).isNotEmpty();
  }
}
