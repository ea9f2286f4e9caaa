// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static dev.tenon.generator.contract.SchemaTree.asMap;
import static dev.tenon.generator.diagnostic.DiagnosticCode.*;

import dev.tenon.generator.contract.SchemaMutations.Mutation;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes a schema once and notes what is expected of that; each kind of construct has a class of
 * its own.
 */
abstract class SchemaMutator {

  /** Types of equal size and alignment. */
  private static final List<List<String>> EQUAL_SIZES =
      List.of(
          List.of("u8", "i8", "bool", "char"),
          List.of("u16", "i16"),
          List.of("u32", "i32", "f32"),
          List.of("u64", "i64", "f64"),
          List.of("timestamp_ns", "duration_ns"),
          List.of("uuid", "ipv6"),
          List.of("Kind", "u16"),
          List.of("Level", "u8"),
          List.of("Access", "u32"),
          List.of("Scale", "i8"));

  private static final Pattern LENGTH = Pattern.compile("\\[(?:<=)?(\\d+)]");

  /** The schema, in which every declaration is a mapping. */
  final SchemaTree base;

  private final int version;
  private final String unchanged;
  private final List<Mutation> mutations;

  /**
   * @param version contract version of the schema
   * @param mutations gets all changes
   */
  SchemaMutator(SchemaTree base, int version, List<Mutation> mutations) {
    this.base = base;
    this.version = version;
    this.mutations = mutations;
    this.unchanged = base.text();
  }

  private void add(
      String what, Set<DiagnosticCode> expected, boolean alone, Consumer<SchemaTree> edit) {
    SchemaTree tree = base.copy();
    edit.accept(tree);
    String text = tree.text();
    if (!text.equals(unchanged) || expected.isEmpty()) {
      mutations.add(new Mutation(what, expected, alone, text));
    }
  }

  /** A change that is told with one of some codes, and perhaps with others. */
  void change(String what, Consumer<SchemaTree> edit, DiagnosticCode... expected) {
    add(what, EnumSet.copyOf(List.of(expected)), false, edit);
  }

  /** A change that breaks nothing, which is told. */
  void compatible(String what, Consumer<SchemaTree> edit, DiagnosticCode expected) {
    add(what, EnumSet.of(expected), true, edit);
  }

  /** A change that is none. */
  void same(String what, Consumer<SchemaTree> edit) {
    add(what, EnumSet.noneOf(DiagnosticCode.class), true, edit);
  }

  Object later() {
    return Integer.toString(version + 1);
  }

  void raise(SchemaTree tree) {
    tree.at().put("version", later());
  }

  static Map<String, Object> mapping(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  record Codes(
      DiagnosticCode removed,
      DiagnosticCode renamed,
      DiagnosticCode added,
      DiagnosticCode since,
      DiagnosticCode cName) {}

  static final Codes DATA =
      new Codes(DATA_REMOVED, DATA_RENAMED, DATA_ADDED, DATA_SINCE_CHANGED, C_NAME_CHANGED);
  static final Codes CALLS =
      new Codes(CALL_REMOVED, CALL_RENAMED, CALL_ADDED, CALL_SINCE_CHANGED, SYMBOL_CHANGED);
  static final Codes NAMES =
      new Codes(NAME_REMOVED, NAME_RENAMED, NAME_ADDED, NAME_SINCE_CHANGED, C_NAME_CHANGED);

  /** Changes each declaration of a mapping in the ways in which all can be changed. */
  void declarations(Codes codes, boolean ordered, String... path) {
    Map<String, Object> all = base.at(path);
    String where = String.join(".", path) + ".";
    String previous = null;
    for (String name : all.keySet()) {
      declaration(codes, where + name, path, name, asMap(all.get(name)));
      if (previous != null) {
        String before = previous;
        String what = "swap " + where + before + " and " + name;
        Consumer<SchemaTree> edit = tree -> SchemaTree.swap(tree.at(path), before, name);
        if (ordered) {
          change(what, edit, DATA_REORDERED, FIELD_MOVED, RESERVATION_CHANGED);
        } else {
          same(what, edit);
        }
      }
      previous = name;
    }
  }

  void declaration(
      Codes codes, String what, String[] path, String name, Map<String, Object> declared) {
    if (declared.containsKey("reserved")
        && !declared.containsKey("fields")
        && !declared.containsKey("values")
        && !declared.containsKey("bits")) {
      spare(what, path, name);
      return;
    }
    change("remove " + what, tree -> tree.at(path).remove(name), codes.removed());
    change(
        "rename " + what,
        tree -> SchemaTree.rename(tree.at(path), name, name + "X"),
        codes.renamed(),
        codes.removed());
    int since = Integer.parseInt((String) declared.getOrDefault("since", "1"));
    for (int other = 1; other <= version; other++) {
      String to = Integer.toString(other);
      if (other != since) {
        change(
            "since " + to + " of " + what,
            tree -> tree.at(with(path, name)).put("since", to),
            codes.since(),
            codes.added());
      }
    }
    change(
        "later since of " + what,
        tree -> {
          raise(tree);
          tree.at(with(path, name)).put("since", later());
        },
        codes.since());
    same("doc of " + what, tree -> tree.at(with(path, name)).put("doc", "Other words."));
    same("deprecate " + what, tree -> tree.at(with(path, name)).put("deprecated", "No more."));
    change(
        "java_name of " + what,
        tree -> tree.at(with(path, name)).put("java_name", "otherName"),
        JAVA_NAME_CHANGED);
    change(
        "c_name of " + what,
        tree -> tree.at(with(path, name)).put("c_name", "other_name"),
        codes.cName());
  }

  static String[] with(String[] path, String... more) {
    List<String> all = new ArrayList<>(List.of(path));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private void spare(String what, String[] path, String name) {
    change("remove " + what, tree -> tree.at(path).remove(name), FIELD_MOVED, RESIZED);
    same("rename " + what, tree -> SchemaTree.rename(tree.at(path), name, name + "x"));
    change(
        "enlarge " + what,
        tree -> tree.at(with(path, name)).put("reserved", "64"),
        FIELD_MOVED,
        RESIZED);
    compatible(
        "use " + what,
        tree -> {
          raise(tree);
          tree.at(with(path, name)).put("reserved", "4");
          SchemaTree.putFirst(tree.at(path), "used", mapping("type", "u16"));
          Map<String, Object> fields = tree.at(path);
          Map<String, Object> reordered = new LinkedHashMap<>();
          fields.forEach(
              (key, value) -> {
                if (key.equals(name)) {
                  reordered.put(
                      "used", mapping("type", "u16", "since", later(), "in_reserved", "true"));
                }
                if (!key.equals("used")) {
                  reordered.put(key, value);
                }
              });
          fields.clear();
          fields.putAll(reordered);
        },
        FIELD_APPENDED);
  }

  /** Adds something without and with a version that brought it. */
  void addition(Codes codes, String name, Map<String, Object> declared, String... path) {
    String what = String.join(".", path) + "." + name;
    change(
        "add " + what, tree -> tree.at(path).put(name, SchemaTree.copy(declared)), codes.added());
    compatible(
        "add later " + what,
        tree -> {
          raise(tree);
          Map<String, Object> later = asMap(SchemaTree.copy(declared));
          later.put("since", later());
          tree.at(path).put(name, later);
        },
        codes == DATA ? appended(path[path.length - 1], name) : ADDED);
  }

  private static DiagnosticCode appended(String to, String name) {
    return switch (to) {
      case "values" -> VALUE_APPENDED;
      // Those of a union with a tag are named after its values.
      case "arms" -> name.equals("NOTHING") ? ARM_APPENDED : ADDED;
      case "fields" -> FIELD_APPENDED;
      default -> ADDED;
    };
  }

  void value(String key, String to, DiagnosticCode expected, String... path) {
    String what = String.join(".", path) + "." + key;
    change("set " + what + " to " + to, tree -> tree.at(path).put(key, to), expected);
  }

  /** Swaps neighbours that do not have a key. */
  void swaps(DiagnosticCode expected, String butNotWith, String... path) {
    String previous = null;
    for (Map.Entry<String, Object> entry : base.at(path).entrySet()) {
      if (!asMap(entry.getValue()).containsKey(butNotWith)) {
        if (previous != null) {
          String before = previous;
          change(
              "swap " + String.join(".", path) + "." + before + " and " + entry.getKey(),
              tree -> SchemaTree.swap(tree.at(path), before, entry.getKey()),
              expected);
        }
        previous = entry.getKey();
      }
    }
  }

  /** Changes the type of something in every way that leaves its size, and shrinks it. */
  void types(DiagnosticCode expected, String... path) {
    String type = (String) base.at(path).get("type");
    Matcher name = Pattern.compile("(const )?(\\w+)(.*)").matcher(type);
    if (name.matches()) {
      for (List<String> equal : EQUAL_SIZES) {
        if (equal.contains(name.group(2))) {
          for (String other : equal) {
            if (!other.equals(name.group(2))) {
              String prefix = name.group(1) == null ? "" : name.group(1);
              value("type", prefix + other + name.group(3), expected, path);
            }
          }
        }
      }
    }
    Matcher length = LENGTH.matcher(type);
    while (length.find()) {
      BigInteger shorter = new BigInteger(length.group(1)).subtract(BigInteger.ONE);
      String shrunk = type.substring(0, length.start(1)) + shorter + type.substring(length.end(1));
      if (shorter.signum() > 0) {
        value("type", shrunk, expected, path);
      }
      value(
          "type",
          type.substring(0, length.start(1))
              + shorter.add(BigInteger.TWO)
              + type.substring(length.end(1)),
          expected,
          path);
    }
    if (base.at(path).containsKey("exponent")) {
      int exponent = Integer.parseInt((String) base.at(path).get("exponent"));
      value("exponent", Integer.toString(exponent - 1), expected, path);
    }
  }

  void unit(String... path) {
    String what = " unit of " + String.join(".", path);
    if (base.at(path).containsKey("unit")) {
      change("other" + what, tree -> tree.at(path).put("unit", "USD"), UNIT_CHANGED);
      compatible("no" + what, tree -> tree.at(path).remove("unit"), UNIT_TOLD);
    } else {
      compatible("tell" + what, tree -> tree.at(path).put("unit", "EUR"), UNIT_TOLD);
    }
  }
}
