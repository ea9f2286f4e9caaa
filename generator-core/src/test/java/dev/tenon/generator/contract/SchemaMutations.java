// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static dev.tenon.generator.contract.SchemaTree.asMap;

import dev.tenon.generator.diagnostic.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every single change of a schema that its constructs allow, made one at a time. */
final class SchemaMutations {

  /**
   * A changed schema.
   *
   * @param expected any of these codes has to be told; none: nothing is told at all
   * @param alone whether nothing may break beside what is expected
   */
  record Mutation(String what, Set<DiagnosticCode> expected, boolean alone, String schema) {
    @Override
    public String toString() {
      return what;
    }
  }

  private SchemaMutations() {}

  /**
   * @param base a schema in which every declaration is a mapping
   * @param version its contract version
   */
  static List<Mutation> of(SchemaTree base, int version) {
    List<Mutation> mutations = ofTypes(base, version);
    new CallMutations(base, version, mutations).all();
    new RegionMutations(base, version, mutations).all();
    return mutations;
  }

  /** Changes of data types and constants alone. */
  static List<Mutation> ofTypes(SchemaTree base, int version) {
    List<Mutation> mutations = new ArrayList<>();
    new NamedTypeMutations(base, version, mutations).all();
    new StructMutations(base, version, mutations).all();
    return mutations;
  }

  /** Brings the short forms of a schema into long ones, so that mutations find the same shape. */
  static SchemaTree expanded(SchemaTree tree) {
    for (Object type : tree.at("enums").values()) {
      SchemaTree.expand(asMap(asMap(type).get("values")), "value");
    }
    for (Object type : tree.at("flags").values()) {
      SchemaTree.expand(asMap(asMap(type).get("bits")), "bit");
      if (asMap(type).containsKey("masks")) {
        SchemaTree.expand(asMap(asMap(type).get("masks")), "bits");
      }
    }
    for (Object type : tree.at("unions").values()) {
      SchemaTree.expand(asMap(asMap(type).get("arms")), "type");
    }
    for (Object type : tree.at("structs").values()) {
      Map<String, Object> fields = asMap(asMap(type).get("fields"));
      SchemaTree.expand(fields, "type");
      for (Object field : fields.values()) {
        if (asMap(field).get("bits") instanceof Map) {
          SchemaTree.expand(asMap(asMap(field).get("bits")), "bits");
        }
      }
    }
    for (String kind : List.of("callbacks", "functions", "exports")) {
      for (Object call : tree.at(kind).values()) {
        if (asMap(call).containsKey("params")) {
          SchemaTree.expand(asMap(asMap(call).get("params")), "type");
        }
      }
    }
    for (Object region : tree.at("regions").values()) {
      SchemaTree.expand(asMap(asMap(region).get("contents")), "struct");
    }
    return tree;
  }
}
