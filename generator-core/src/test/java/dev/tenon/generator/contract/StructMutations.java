// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static dev.tenon.generator.contract.SchemaTree.asMap;
import static dev.tenon.generator.diagnostic.DiagnosticCode.*;

import dev.tenon.generator.contract.SchemaMutations.Mutation;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import java.util.List;
import java.util.Map;

/** Changes of structs, their fields and the bits of those. */
final class StructMutations extends SchemaMutator {

  StructMutations(SchemaTree base, int version, List<Mutation> mutations) {
    super(base, version, mutations);
  }

  private void structs() {
    declarations(DATA, false, "structs");
    addition(DATA, "Fresh", mapping("fields", mapping("x", "u8")), "structs");
    for (String name : base.at("structs").keySet()) {
      String[] struct = {"structs", name};
      if (base.at(struct).containsKey("id")) {
        value("id", "77", MESSAGE_ID_CHANGED, struct);
        change("no id of " + name, tree -> tree.at(struct).remove("id"), MESSAGE_ID_CHANGED);
      } else {
        value("id", "77", MESSAGE_ID_CHANGED, struct);
      }
      value("align", "128", RESIZED, struct);
      if (base.at(struct).containsKey("extern")) {
        change("no extern of " + name, tree -> tree.at(struct).remove("extern"), EXTERN_CHANGED);
        value("c", "struct other", EXTERN_CHANGED, "structs", name, "extern");
        value("header", "other.h", EXTERN_CHANGED, "structs", name, "extern");
        value("size", "128", RESIZED, "structs", name, "extern");
        value("align", "16", RESIZED, "structs", name, "extern");
      }
      declarations(DATA, true, "structs", name, "fields");
      addition(DATA, "fresh", mapping("type", "u8"), "structs", name, "fields");
      change(
          "insert structs." + name + ".fresh",
          tree ->
              SchemaTree.putFirst(
                  tree.at("structs", name, "fields"), "fresh", mapping("type", "u8")),
          DATA_ADDED);
      for (String field : base.at("structs", name, "fields").keySet()) {
        if (base.at(struct).containsKey("extern")) {
          value("offset", "24", FIELD_MOVED, "structs", name, "fields", field);
        }
        if (base.at("structs", name, "fields", field).containsKey("type")) {
          field("structs", name, "fields", field);
        }
      }
    }
  }

  private void field(String... path) {
    String what = " of " + String.join(".", path);
    Map<String, Object> field = base.at(path);
    types(FIELD_TYPE_CHANGED, path);
    unit(path);
    if (field.containsKey("order")) {
      change("native order" + what, tree -> tree.at(path).remove("order"), BYTE_ORDER_CHANGED);
    } else {
      value("order", "big", BYTE_ORDER_CHANGED, path);
    }
    if (field.containsKey("atomic")) {
      change("plain" + what, tree -> tree.at(path).remove("atomic"), ATOMIC_CHANGED);
    } else {
      value("atomic", "true", ATOMIC_CHANGED, path);
    }
    change("align" + what, tree -> tree.at(path).put("align", "64"), FIELD_MOVED, RESIZED);
    if (field.get("type").toString().startsWith("char[")) {
      boolean open = field.containsKey("terminated");
      change(
          "terminated" + what,
          tree -> tree.at(path).put("terminated", open ? "true" : "false"),
          TERMINATION_CHANGED);
    }
    if (field.containsKey("default")) {
      DiagnosticCode code = field.containsKey("since") ? ABSENT_DEFAULT_CHANGED : DEFAULT_CHANGED;
      change("no default" + what, tree -> tree.at(path).remove("default"), code);
    } else {
      change(
          "default" + what,
          tree -> tree.at(path).put("default", "1"),
          field.containsKey("since") ? ABSENT_DEFAULT_CHANGED : DEFAULT_CHANGED);
    }
    if (field.containsKey("enum")) {
      value("type", "i64", FIELD_TYPE_CHANGED, path);
      change("no enum" + what, tree -> tree.at(path).remove("enum"), FIELD_TYPE_CHANGED);
    }
    if (field.containsKey("in_reserved")) {
      change("not in reserved" + what, tree -> tree.at(path).remove("in_reserved"), FIELD_MOVED);
    }
    limits(what, field, path);
    if (field.get("bits") instanceof Map) {
      bits(path);
    }
  }

  private void limits(String what, Map<String, Object> field, String... path) {
    for (String key : List.of("min", "max")) {
      if (field.containsKey(key)) {
        compatible("no " + key + what, tree -> tree.at(path).remove(key), LIMITS_WIDENED);
        change("narrower " + key + what, tree -> tree.at(path).put(key, "7"), LIMITS_NARROWED);
      } else {
        change(key + what, tree -> tree.at(path).put(key, "7"), LIMITS_NARROWED);
      }
    }
  }

  private void bits(String... path) {
    String[] bits = with(path, "bits");
    declarations(DATA, true, bits);
    for (Map.Entry<String, Object> entry : base.at(bits).entrySet()) {
      String text = (String) asMap(entry.getValue()).get("bits");
      String[] ends = text.contains("..") ? text.split("\\.\\.") : new String[] {text, text};
      String[] range = with(bits, entry.getKey());
      if (!ends[0].equals(ends[1])) {
        value("bits", ends[0] + ".." + (Integer.parseInt(ends[1]) - 1), BITS_CHANGED, range);
        value("bits", (Integer.parseInt(ends[0]) + 1) + ".." + ends[1], BITS_CHANGED, range);
      } else {
        value(
            "bits",
            text.contains("..") ? ends[0] : ends[0] + ".." + ends[0],
            SINGLE_BIT_CHANGED,
            range);
      }
      value("bits", text.contains("..") ? "9..12" : "9", BITS_CHANGED, range);
      if (asMap(entry.getValue()).containsKey("enum")) {
        change(
            "no enum of " + String.join(".", range),
            tree -> tree.at(range).remove("enum"),
            BITS_CHANGED);
      } else {
        value("enum", "Level", BITS_CHANGED, range);
      }
    }
    addition(DATA, "fresh", mapping("bits", "8..9"), bits);
  }

  void all() {
    structs();
  }
}
