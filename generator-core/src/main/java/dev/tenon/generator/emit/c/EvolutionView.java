// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;

/**
 * View of {@code types_evolution.ftl} for a struct that has fields of later versions.
 *
 * @param type name of the struct type
 * @param macro prefix of its macros
 * @param variable name of the parameter that points to the struct
 * @param sizes sizes of earlier versions
 * @param size alternatives of the conditional expression for the size in {@code version}
 * @param completeName name of the function that completes an older struct in place
 * @param complete head of the function that completes an older struct in place
 * @param upgrade head of the function that copies and completes an older struct
 * @param indices names of the loop variables of {@code complete}
 * @param steps defaults by version, in ascending order
 * @param inner statements that complete nested structs
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

  /**
   * Size of a struct before a later version extended it.
   *
   * @param name name of its macro: {@code MKT_QUOTE_SIZE_V1}
   * @param since first contract version with this size
   * @param size size in bytes
   */
  public record SizeView(String name, int since, long size) {}

  /**
   * Defaults of the fields of one version.
   *
   * @param since contract version that added the fields
   * @param resets statements that store their defaults
   */
  public record StepView(int since, List<String> resets) {}
}
