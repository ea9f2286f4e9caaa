// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.format.SectionKind;
import dev.tenon.runtime.section.SectionSupport;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every kind of section that the format has is supported, each by a class of its own. */
class SectionKindsTest {
  @Test
  void eachKindOfTheFormatHasASupportOfItsOwn() {
    Map<Class<?>, SectionKind> kinds = new HashMap<>();
    for (SectionKind kind : SectionKind.values()) {
      if (kind != SectionKind.UNRECOGNIZED) {
        SectionSupport support = SectionKinds.of((int) kind.value());
        assertThat(support).as("support of %s", kind).isNotNull();
        assertThat(kinds.put(support.getClass(), kind))
            .as("kind that shares the support of %s", kind)
            .isNull();
      }
    }
    assertThat(kinds).isNotEmpty();
  }
}
