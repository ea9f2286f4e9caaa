// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.Excerpts;
import dev.tenon.generator.emit.TemplateFolder;
import dev.tenon.generator.schema.Section;
import freemarker.core.UndefinedOutputFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The templates of C output: ours, and in place of single ones those of a user's directory. */
final class Templates {

  static final String TYPES_HEADER = "c/types.h.ftl";
  static final String REGIONS_HEADER = "c/regions.h.ftl";
  static final String REGIONS_SOURCE = "c/regions.c.ftl";
  static final String CALLBACKS_HEADER = "c/callbacks.h.ftl";
  static final String CALLBACKS_SOURCE = "c/callbacks.c.ftl";
  static final String EXPORTS_HEADER = "c/exports.h.ftl";
  static final String EXPORTS_SOURCE = "c/exports.c.ftl";
  static final String CMAKE_CONFIG = "c/config.cmake.ftl";
  static final String CMAKE_VERSION = "c/config-version.cmake.ftl";
  static final String MACROS = "c/macros.ftl";

  private static final Set<String> FIXED =
      Set.of(
          TYPES_HEADER,
          REGIONS_HEADER,
          REGIONS_SOURCE,
          CALLBACKS_HEADER,
          CALLBACKS_SOURCE,
          EXPORTS_HEADER,
          EXPORTS_SOURCE,
          CMAKE_CONFIG,
          CMAKE_VERSION,
          MACROS,
          "c/messages.h.ftl",
          "c/messages.c.ftl",
          "c/types_composites.ftl",
          "c/types_byte_order.ftl",
          "c/types_texts.ftl",
          "c/types_bits.ftl",
          "c/types_lists.ftl",
          "c/types_arms.ftl",
          "c/types_validations.ftl",
          "c/types_evolution.ftl",
          "c/types_atomics.ftl",
          "c/types_proofs.ftl");

  private static final Set<String> NAMES =
      Stream.concat(
              FIXED.stream(),
              Arrays.stream(Section.Kind.values()).flatMap(kind -> ofSection(kind).stream()))
          .collect(Collectors.toUnmodifiableSet());

  private final TemplateFolder folder;

  /**
   * @param overrides a directory with files such as {@code c/types.h.ftl}
   */
  Templates(Optional<Path> overrides) {
    folder = new TemplateFolder("c", NAMES, UndefinedOutputFormat.INSTANCE, overrides);
  }

  /**
   * Templates that {@code regions.h.ftl} and {@code regions.c.ftl} import for a kind of section.
   */
  static List<String> ofSection(Section.Kind kind) {
    return List.of("c/section_" + kind.key() + ".h.ftl", "c/section_" + kind.key() + ".c.ftl");
  }

  /** Prints a template; in it the view is called {@code view}. */
  String render(String name, Record view, Excerpts excerpts) {
    return folder.render(name, view, excerpts);
  }
}
