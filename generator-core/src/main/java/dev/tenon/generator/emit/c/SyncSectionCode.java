// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.RegionsView.SectionParts;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.SyncSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the view of a section by which programs wait for one another; kinds differ in their
 * functions.
 */
abstract class SyncSectionCode implements SectionCode {

  private final Schema schema;
  private final Region region;
  private final SyncSection section;

  SyncSectionCode(Schema schema, Region region, SyncSection section) {
    this.schema = schema;
    this.region = region;
    this.section = section;
  }

  /**
   * A function of the section.
   *
   * @param role what it does, the end of its name
   * @param isLook whether it changes nothing
   * @param parameters those behind the region
   */
  record Function(String result, String role, boolean isLook, List<String> parameters) {

    /** A function that may fail. */
    static Function action(String role, String... parameters) {
      return new Function("tenon_status", role, false, List.of(parameters));
    }

    /** A function that tells the state of the moment. */
    static Function look(String result, String role) {
      return new Function(result, role, true, List.of());
    }
  }

  /** Functions of the kind, besides that which returns the section. */
  abstract List<Function> functions();

  /** Sentence about how the section is used, empty for none. */
  abstract String usage();

  private String noun() {
    String key = section.kind().key();
    return Character.toUpperCase(key.charAt(0)) + key.substring(1);
  }

  /** The C type of an event's named bits, empty without them. */
  String bits() {
    return "";
  }

  /** Whether a thread that holds the mutex can lock it again. */
  boolean isRecursive() {
    return false;
  }

  @Override
  public String pointed() {
    return "tenon_" + section.kind().key();
  }

  @Override
  public String find() {
    return "tenon_region_" + section.kind().key();
  }

  @Override
  public String alignment() {
    return "8";
  }

  @Override
  public SectionParts parts() {
    Identifiers names = CIdentifiers.section(schema, region, section);
    String self = RegionsCode.self(schema, region);
    Map<String, String> heads = new LinkedHashMap<>();
    for (Function function : functions()) {
      List<String> parameters = new ArrayList<>();
      parameters.add(function.isLook() ? "const " + self : self);
      parameters.addAll(function.parameters());
      heads.put(
          function.role(),
          CFunctions.head(0, function.result(), names.get(function.role()), parameters));
    }
    return new SyncSectionView(
        DocComment.of(
            section,
            0,
            noun() + " " + section.name() + " as the runtime sees it. " + usage(),
            section.isAppended()
                ? "NULL in a region of an earlier version, which has no such section."
                : ""),
        CFunctions.head(pointed() + " *", names.get("get"), self),
        heads,
        bits(),
        isRecursive(),
        functions().stream().anyMatch(function -> function.result().equals("bool")));
  }
}
