// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;
import java.util.Map;

/**
 * View of {@code regions.h.ftl} and {@code regions.c.ftl}, which hold the life of a region; its
 * sections are printed by {@code section_<kind>.h.ftl} and {@code section_<kind>.c.ftl}.
 *
 * @param origin text of the first comment: tool version, schema file and layout hash
 * @param schema name of the schema
 * @param own prefix of the helper macros of the header, in capitals: {@code MARKET}
 * @param runtimeApi lowest runtime API number that serves the generated code
 * @param versionMacro name of the macro for the contract version
 * @param tool name and version of the generator, which a region records as its creator
 * @param longText whether a layout or description text has more than the 4095 characters that every
 *     compiler accepts
 * @param kinds kinds of sections that occur in a region
 * @param regions regions, in the order of the schema
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
   * A kind of sections.
   *
   * @param name suffix of its templates: {@code queue}
   * @param shared view shared by all sections of the kind; null for none
   */
  public record KindView(String name, Record shared) {}

  /**
   * Size of a section in contract versions before a later one extended it.
   *
   * @param section index of the section in the descriptor, from 0
   * @param since first contract version with this size
   * @param size size in bytes, as a C expression
   */
  public record SizeView(int section, int since, String size) {}

  /**
   * A region.
   *
   * @param doc lines of its documentation comment, without comment marks; empty for none
   * @param name name of the region in the schema
   * @param type name of its C type
   * @param variable name of the parameter that points to it
   * @param names names of its functions and variables
   * @param create head of the function that creates a region
   * @param attach head of the function that attaches to a region
   * @param openOrCreate head of the function that attaches to a region or creates it
   * @param remove head of the function that removes the name of a region
   * @param close head of the function that leaves a region
   * @param region head of the function that returns the region of the runtime
   * @param contractVersion head of the function that returns the contract version of the creator
   * @param layoutLines string literals of the canonical layout text, one for each line
   * @param longText whether the layout text has more than the 4095 characters that every compiler
   *     accepts
   * @param hashLines lines of the bytes of the layout hash
   * @param descriptionLines string literals of the description text, one for each line; empty for
   *     none
   * @param longDescription whether the description text has more than the 4095 characters that
   *     every compiler accepts
   * @param sections sections, in the order of the schema
   * @param byKind sections, in the order in which their functions are printed
   * @param sizes earlier sizes of sections that have grown
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
      List<String> descriptionLines,
      boolean longDescription,
      List<SectionView> sections,
      List<SectionView> byKind,
      List<SizeView> sizes) {

    /** Whether regions of earlier versions lack a section. */
    public boolean hasAppended() {
      return sections.stream().anyMatch(SectionView::isAppended);
    }

    /** Whether a function of the region returns a {@code bool}. */
    public boolean hasBool() {
      return hasAppended() || sections.stream().anyMatch(section -> section.parts().hasBool());
    }

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
   * @param kind suffix of its templates: {@code queue}
   * @param constant constant of the runtime for its kind: {@code TENON_SECTION_KIND_QUEUE}
   * @param name name of the section in the schema
   * @param index index in the descriptor, from 0
   * @param pointer declaration of the member of the region's struct that points to it
   * @param member name of that member
   * @param find function of the runtime that finds the section
   * @param alignment alignment in bytes, as a C expression
   * @param size size in bytes, as a C expression
   * @param initial declaration of the initial contents of a struct section; empty for all zeros
   * @param initialPointer expression for a pointer to {@code initial}; {@code NULL} without one
   * @param since contract version that appended it to the region; 1 for a section that is always
   *     there
   * @param count lanes of a queue, workers, or permits of a semaphore; 1 otherwise
   * @param flags flags of the section, as a C expression
   * @param has head of the function that tells whether the region has it; empty for a section that
   *     is always there
   * @param parts values that only its kind has
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
      int since,
      int count,
      String flags,
      String has,
      SectionParts parts) {

    /** Whether regions of earlier versions lack it. */
    public boolean isAppended() {
      return !has.isEmpty();
    }
  }

  /** Values or names that only the section's kind has. */
  public interface SectionParts {

    /** Whether a region keeps something of this process for the section. */
    default boolean hasState() {
      return false;
    }

    /** Whether a region allocates memory for the section. */
    default boolean hasMemory() {
      return false;
    }

    /** Whether one of the section's functions returns a {@code bool}. */
    default boolean hasBool() {
      return false;
    }
  }
}
