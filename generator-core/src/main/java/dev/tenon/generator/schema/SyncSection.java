// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.List;

/** A section by which programs wait for one another; it holds no struct. */
public sealed interface SyncSection extends Section
    permits EventSection, MutexSection, SemaphoreSection {

  @Override
  default List<? extends Type> types() {
    return List.of();
  }

  @Override
  default List<? extends Type> placed() {
    return types();
  }
}
