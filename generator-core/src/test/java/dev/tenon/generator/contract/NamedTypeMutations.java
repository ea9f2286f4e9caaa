// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static dev.tenon.generator.contract.SchemaTree.asList;
import static dev.tenon.generator.contract.SchemaTree.asMap;
import static dev.tenon.generator.diagnostic.DiagnosticCode.*;

import dev.tenon.generator.contract.SchemaMutations.Mutation;
import java.util.List;
import java.util.Map;

/** Changes of constants, enums, flags and unions. */
final class NamedTypeMutations extends SchemaMutator {

  NamedTypeMutations(SchemaTree base, int version, List<Mutation> mutations) {
    super(base, version, mutations);
  }

  private void constants() {
    declarations(NAMES, false, "constants");
    addition(NAMES, "FRESH", mapping("type", "u8", "value", "1"), "constants");
    base.at("constants")
        .forEach(
            (name, constant) -> {
              unit("constants", name);
              String type = (String) asMap(constant).get("type");
              String value = type.equals("string") ? "other" : "2";
              if (!asMap(constant).get("value").equals(value)) {
                value("value", value, CONSTANT_CHANGED, "constants", name);
              }
              if (type.equals("u32")) {
                value("type", "u64", CONSTANT_CHANGED, "constants", name);
              }
            });
  }

  private void enums() {
    declarations(DATA, false, "enums");
    addition(DATA, "Fresh", mapping("type", "u8", "values", mapping("A", "1")), "enums");
    for (String name : base.at("enums").keySet()) {
      value("type", "i32", STORAGE_CHANGED, "enums", name);
      value(
          "type",
          base.at("enums", name).get("type").equals("u8") ? "i8" : "i16",
          STORAGE_CHANGED,
          "enums",
          name);
      reservations("enums", name, "values", "value");
      Map<String, Object> values = base.at("enums", name, "values");
      for (Map.Entry<String, Object> value : values.entrySet()) {
        boolean isAlias = asMap(value.getValue()).containsKey("alias_of");
        String[] path = {"enums", name, "values"};
        declaration(
            isAlias ? NAMES : DATA,
            "enums." + name + "." + value.getKey(),
            path,
            value.getKey(),
            asMap(value.getValue()));
        if (isAlias) {
          value(
              "alias_of",
              values.keySet().stream().skip(1).findFirst().orElseThrow(),
              MEANING_CHANGED,
              "enums",
              name,
              "values",
              value.getKey());
        } else {
          value("value", "100", NUMBER_CHANGED, "enums", name, "values", value.getKey());
        }
      }
      swaps(DATA_REORDERED, "alias_of", "enums", name, "values");
      addition(DATA, "FRESH", mapping("value", "101"), "enums", name, "values");
      addition(
          NAMES,
          "FRESH_ALIAS",
          mapping("alias_of", values.keySet().iterator().next()),
          "enums",
          name,
          "values");
    }
  }

  private void reservations(String kind, String name, String parts, String key) {
    if (!base.at(kind, name).containsKey("reserved")) {
      return;
    }
    List<Object> reserved = asList(base.at(kind, name).get("reserved"));
    for (Object one : reserved) {
      String text = (String) one;
      compatible(
          "release " + kind + "." + name + " " + text,
          tree -> asList(tree.at(kind, name).get("reserved")).remove(one),
          RESERVATION_CHANGED);
      boolean isName = Character.isLetter(text.charAt(0));
      change(
          "reuse " + kind + "." + name + " " + text,
          tree -> {
            raise(tree);
            asList(tree.at(kind, name).get("reserved")).remove(one);
            tree.at(kind, name, parts)
                .put(
                    isName ? text : "FRESH",
                    mapping(key, isName ? "20" : text.split("\\.\\.")[0], "since", later()));
          },
          NUMBER_REUSED);
    }
    compatible(
        "reserve more of " + kind + "." + name,
        tree -> asList(tree.at(kind, name).get("reserved")).add("25"),
        RESERVATION_CHANGED);
  }

  private void flags() {
    declarations(DATA, false, "flags");
    addition(DATA, "Fresh", mapping("type", "u8", "bits", mapping("A", "1")), "flags");
    for (String name : base.at("flags").keySet()) {
      value("type", "u64", STORAGE_CHANGED, "flags", name);
      reservations("flags", name, "bits", "bit");
      declarations(DATA, true, "flags", name, "bits");
      for (String bit : base.at("flags", name, "bits").keySet()) {
        value("bit", "30", NUMBER_CHANGED, "flags", name, "bits", bit);
      }
      addition(DATA, "FRESH", mapping("bit", "29"), "flags", name, "bits");
      if (base.at("flags", name).containsKey("masks")) {
        declarations(NAMES, false, "flags", name, "masks");
        addition(NAMES, "FRESH_MASK", mapping("bits", List.of("READ")), "flags", name, "masks");
        for (String mask : base.at("flags", name, "masks").keySet()) {
          change(
              "mask " + mask,
              tree -> tree.at("flags", name, "masks", mask).put("bits", List.of("WRITE")),
              MEANING_CHANGED);
        }
      }
      if (base.at("flags", name).containsKey("none")) {
        value("none", "NOT_ANY", NAME_RENAMED, "flags", name);
        change("remove none", tree -> tree.at("flags", name).remove("none"), NAME_REMOVED);
      }
    }
  }

  private void unions() {
    declarations(DATA, false, "unions");
    addition(DATA, "Fresh", mapping("arms", mapping("a", "u8", "b", "u16")), "unions");
    for (String name : base.at("unions").keySet()) {
      declarations(DATA, true, "unions", name, "arms");
      for (String arm : base.at("unions", name, "arms").keySet()) {
        types(FIELD_TYPE_CHANGED, "unions", name, "arms", arm);
        unit("unions", name, "arms", arm);
      }
      if (base.at("unions", name).containsKey("tag")) {
        addition(DATA, "NOTHING", mapping("type", "u8"), "unions", name, "arms");
        change(
            "too large an arm in " + name,
            tree -> {
              raise(tree);
              tree.at("unions", name, "arms")
                  .put("NOTHING", mapping("type", "u8[200]", "since", later()));
            },
            RESIZED);
      } else {
        addition(DATA, "fresh", mapping("type", "u8"), "unions", name, "arms");
      }
    }
  }

  void all() {
    constants();
    enums();
    flags();
    unions();
  }
}
