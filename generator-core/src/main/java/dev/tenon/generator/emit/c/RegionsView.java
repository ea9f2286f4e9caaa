// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;
import java.util.Map;

/**
 * What {@code regions.h.ftl} and {@code regions.c.ftl} print, which hold the life of a region; what
 * it has for a section is printed by {@code section_<kind>.h.ftl} and {@code section_<kind>.c.ftl}.
 *
 * @param origin what the first line says
 * @param own start of the names that the header needs for itself, in capitals
 * @param runtimeApi lowest number of the runtime API that serves the generated code
 * @param kinds of which some region has a section
 */
public record RegionsView(
    String origin,
    String schema,
    String own,
    int runtimeApi,
    String versionMacro,
    String tool,
    boolean longText,
    List<KindView> kinds,
    List<RegionView> regions) {

  /**
   * A kind of section.
   *
   * @param name end of the names of its templates: {@code queue}
   * @param shared what all sections of the kind have in common, null for nothing
   */
  public record KindView(String name, Record shared) {}

  /** A size that a struct had from a version on. */
  public record SizeView(int section, int since, long size) {}

  /**
   * A region.
   *
   * @param name in the schema
   * @param variable what a pointer to it is called
   * @param names of its functions and variables, by their roles
   * @param create heads of its functions, like the next six
   * @param layoutLines string literals, one for each line
   * @param longText whether the text is longer than every compiler has to accept
   * @param hashLines bytes of the hash
   * @param sections in the order of the schema
   * @param byKind the same, in the order in which their functions are printed
   * @param sizes that structs in the region had
   */
  public record RegionView(
      List<String> doc,
      String name,
      String type,
      String variable,
      Map<String, String> names,
      String create,
      String attach,
      String openOrCreate,
      String remove,
      String close,
      String region,
      String contractVersion,
      List<String> layoutLines,
      boolean longText,
      List<String> hashLines,
      List<SectionView> sections,
      List<SectionView> byKind,
      List<SizeView> sizes) {

    /** Whether the region keeps something of this process for a section. */
    public boolean hasState() {
      return sections.stream().anyMatch(section -> section.parts().hasState());
    }

    /** Whether the region allocates memory for a section. */
    public boolean hasMemory() {
      return sections.stream().anyMatch(section -> section.parts().hasMemory());
    }
  }

  /**
   * A section.
   *
   * @param kind end of the names of its templates: {@code queue}
   * @param constant the same for the runtime: {@code TENON_SECTION_KIND_QUEUE}
   * @param name in the schema
   * @param index in the descriptor
   * @param pointer declaration of the member of the region's struct that points to it
   * @param member name of this member
   * @param find function of the runtime that finds it
   * @param initial declaration of what a new struct holds, empty when that is zero
   * @param initialPointer pointer to it
   * @param parts what only its kind has
   */
  public record SectionView(
      String kind,
      String constant,
      String name,
      int index,
      String pointer,
      String member,
      String find,
      String alignment,
      String size,
      String initial,
      String initialPointer,
      SectionParts parts) {}

  /** What a section has that only its kind has. */
  public interface SectionParts {

    /** Whether a region keeps something of this process for the section. */
    default boolean hasState() {
      return false;
    }

    /** Whether a region allocates memory for the section. */
    default boolean hasMemory() {
      return false;
    }
  }
}
