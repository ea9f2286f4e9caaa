// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;

/**
 * What {@code types_evolution.ftl} prints for a struct whose fields did not all come at once.
 *
 * @param type of the struct
 * @param macro start of its macros
 * @param variable what a pointer to it is called
 * @param sizes those of earlier versions
 * @param size alternatives for the size in {@code version}
 * @param completeName function that completes it
 * @param complete heads of its functions, like the next one
 * @param indices variables that the former needs
 * @param steps by version
 * @param inner lines that complete what is in the struct
 */
public record EvolutionView(
    String type,
    String macro,
    String variable,
    List<SizeView> sizes,
    List<String> size,
    String completeName,
    String complete,
    String upgrade,
    List<String> indices,
    List<StepView> steps,
    List<String> inner) {

  /** A size until another one followed: {@code MKT_QUOTE_SIZE_V1}. */
  public record SizeView(String name, int since, long size) {}

  /** What a version brought: statements that give it its default. */
  public record StepView(int since, List<String> resets) {}
}
