// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static dev.tenon.generator.contract.SchemaTree.asList;
import static dev.tenon.generator.contract.SchemaTree.asMap;
import static dev.tenon.generator.diagnostic.DiagnosticCode.*;

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

/** Every single change of a schema that its constructs allow, made one at a time. */
final class SchemaMutations {

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

  private final SchemaTree base;
  private final int version;
  private final String unchanged;
  private final List<Mutation> mutations = new ArrayList<>();

  /**
   * @param base a schema in which every declaration is a mapping
   * @param version its contract version
   */
  private SchemaMutations(SchemaTree base, int version) {
    this.base = base;
    this.version = version;
    this.unchanged = text(base);
  }

  static List<Mutation> of(SchemaTree base, int version) {
    SchemaMutations all = new SchemaMutations(base, version);
    all.header();
    all.constants();
    all.enums();
    all.flags();
    all.unions();
    all.structs();
    all.handles();
    all.calls("callbacks");
    all.calls("functions");
    all.calls("exports");
    all.regions();
    return all.mutations;
  }

  /** Changes of data types and constants alone. */
  static List<Mutation> ofTypes(SchemaTree base, int version) {
    SchemaMutations all = new SchemaMutations(base, version);
    all.constants();
    all.enums();
    all.flags();
    all.unions();
    all.structs();
    return all.mutations;
  }

  /** The schema as it is. */
  static Mutation unchanged(SchemaTree base) {
    SchemaMutations all = new SchemaMutations(base, 0);
    all.same("nothing", tree -> {});
    return all.mutations.get(0);
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

  // What is changed, and what is expected of it.

  private void add(
      String what, Set<DiagnosticCode> expected, boolean alone, Consumer<SchemaTree> edit) {
    SchemaTree tree = base.copy();
    edit.accept(tree);
    String text = text(tree);
    if (!text.equals(unchanged) || expected.isEmpty()) {
      mutations.add(new Mutation(what, expected, alone, text));
    }
  }

  /** Parts of regions have a short form only. */
  private static String text(SchemaTree expanded) {
    SchemaTree tree = expanded.copy();
    for (Object region : tree.at("regions").values()) {
      asMap(asMap(region).get("contents"))
          .replaceAll(
              (name, part) -> asMap(part).containsKey("struct") ? asMap(part).get("struct") : part);
    }
    return tree.text();
  }

  /** A change that is told with one of some codes, and perhaps with others. */
  private void change(String what, Consumer<SchemaTree> edit, DiagnosticCode... expected) {
    add(what, EnumSet.copyOf(List.of(expected)), false, edit);
  }

  /** A change that breaks nothing, which is told. */
  private void compatible(String what, Consumer<SchemaTree> edit, DiagnosticCode expected) {
    add(what, EnumSet.of(expected), true, edit);
  }

  /** A change that is none. */
  private void same(String what, Consumer<SchemaTree> edit) {
    add(what, EnumSet.noneOf(DiagnosticCode.class), true, edit);
  }

  private Object later() {
    return Integer.toString(version + 1);
  }

  private void raise(SchemaTree tree) {
    tree.at().put("version", later());
  }

  private static Map<String, Object> mapping(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  // Changes that all declarations of a kind have in common.

  private record Codes(
      DiagnosticCode removed,
      DiagnosticCode renamed,
      DiagnosticCode added,
      DiagnosticCode since,
      DiagnosticCode cName) {}

  private static final Codes DATA =
      new Codes(DATA_REMOVED, DATA_RENAMED, DATA_ADDED, DATA_SINCE_CHANGED, C_NAME_CHANGED);
  private static final Codes CALLS =
      new Codes(CALL_REMOVED, CALL_RENAMED, CALL_ADDED, CALL_SINCE_CHANGED, SYMBOL_CHANGED);
  private static final Codes NAMES =
      new Codes(NAME_REMOVED, NAME_RENAMED, NAME_ADDED, NAME_SINCE_CHANGED, C_NAME_CHANGED);

  /** Changes each declaration of a mapping in the ways in which all can be changed. */
  private void declarations(Codes codes, boolean ordered, String... path) {
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

  private void declaration(
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

  private static String[] with(String[] path, String... more) {
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
        ADDED);
  }

  /** Adds something without and with a version that brought it. */
  private void addition(Codes codes, String name, Map<String, Object> declared, String... path) {
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
        ADDED);
  }

  private void value(String key, String to, DiagnosticCode expected, String... path) {
    String what = String.join(".", path) + "." + key;
    change("set " + what + " to " + to, tree -> tree.at(path).put(key, to), expected);
  }

  private void header() {
    value("schema", "other", SCHEMA_RENAMED);
    value("package", "com.example.other", JAVA_PACKAGE_CHANGED, "java");
    value("prefix", "lb", C_PREFIX_CHANGED, "c");
    value("version", Integer.toString(version - 1), VERSION_LOWERED);
    same("doc of the schema", tree -> tree.at().put("doc", "Other words."));
    same("raise the version", this::raise);
    compatible(
        "reserve an id",
        tree -> asList(tree.at("reserved").get("ids")).add("99"),
        RESERVATION_CHANGED);
    compatible(
        "reserve no id",
        tree -> tree.at("reserved").put("ids", new ArrayList<>()),
        RESERVATION_CHANGED);
    change(
        "use a reserved id",
        tree -> {
          raise(tree);
          asList(tree.at("reserved").get("ids")).clear();
          tree.at("structs")
              .put("Fresh", mapping("id", "10", "since", later(), "fields", mapping("x", "u8")));
        },
        NUMBER_REUSED);
  }

  private void constants() {
    declarations(NAMES, false, "constants");
    addition(NAMES, "FRESH", mapping("type", "u8", "value", "1"), "constants");
    base.at("constants")
        .forEach(
            (name, constant) -> {
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

  /** Swaps neighbours that do not have a key. */
  private void swaps(DiagnosticCode expected, String butNotWith, String... path) {
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

  /** Changes the type of something in every way that leaves its size, and shrinks it. */
  private void types(DiagnosticCode expected, String... path) {
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

  private void unit(String... path) {
    String what = " unit of " + String.join(".", path);
    if (base.at(path).containsKey("unit")) {
      change("other" + what, tree -> tree.at(path).put("unit", "USD"), UNIT_CHANGED);
      compatible("no" + what, tree -> tree.at(path).remove("unit"), UNIT_TOLD);
    } else {
      compatible("tell" + what, tree -> tree.at(path).put("unit", "EUR"), UNIT_TOLD);
    }
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

  private void handles() {
    declarations(CALLS, false, "handles");
    addition(CALLS, "Fresh", mapping("doc", "New."), "handles");
    for (String name : base.at("handles").keySet()) {
      value("release", "session_end", RELEASE_CHANGED, "handles", name);
      value("release", "feed_close", RELEASE_CHANGED, "handles", name);
      change(
          "no release of " + name,
          tree -> tree.at("handles", name).remove("release"),
          RELEASE_CHANGED);
    }
  }

  private void calls(String kind) {
    declarations(CALLS, false, kind);
    addition(CALLS, "fresh_call", mapping("doc", "New."), kind);
    for (String name : base.at(kind).keySet()) {
      String[] call = {kind, name};
      Map<String, Object> declared = base.at(call);
      for (String type : List.of("i64", "f32", "Level", "Pair")) {
        if (declared.containsKey("returns")) {
          change(
              "returns " + type + " of " + name,
              tree -> {
                tree.at(call).put("returns", type);
                if (type.equals("Pair")) {
                  tree.at(call).remove("on_error");
                } else if (!kind.equals("functions")) {
                  tree.at(call).put("on_error", type.equals("Level") ? "LOW" : "1");
                }
              },
              RETURN_CHANGED);
        }
      }
      value("on_error", "3", ON_ERROR_CHANGED, call);
      value("threads", declared.containsKey("threads") ? "any" : "same", THREADS_CHANGED, call);
      value(
          "listeners",
          "3",
          "0".equals(declared.get("listeners")) ? LISTENING_CHANGED : CALL_HINT_CHANGED,
          call);
      value("listeners", "0", LISTENING_CHANGED, call);
      if (declared.containsKey("batch")) {
        value("batch", "5", CALL_HINT_CHANGED, call);
        change("no batch of " + name, tree -> tree.at(call).remove("batch"), BATCHING_CHANGED);
      } else {
        value("batch", "5", BATCHING_CHANGED, call);
      }
      for (String key : List.of("errno", "critical", "blocking")) {
        value(
            key,
            declared.containsKey(key) ? "false" : "true",
            key.equals("errno") ? ERRNO_CHANGED : CALL_HINT_CHANGED,
            call);
      }
      parameters(kind, name);
    }
  }

  private void parameters(String kind, String name) {
    String[] path = {kind, name, "params"};
    String what = kind + "." + name;
    if (!base.at(kind, name).containsKey("params")) {
      return;
    }
    change(
        "one parameter more of " + what,
        tree -> tree.at(path).put("fresh", mapping("type", "u8")),
        PARAMETERS_CHANGED);
    swaps(PARAMETERS_CHANGED, "nothing", path);
    for (String parameter : base.at(path).keySet()) {
      change(
          "remove parameter " + parameter + " of " + what,
          tree -> tree.at(path).remove(parameter),
          PARAMETERS_CHANGED);
      change(
          "rename parameter " + parameter + " of " + what,
          tree -> SchemaTree.rename(tree.at(path), parameter, parameter + "_x"),
          PARAMETERS_CHANGED);
      change(
          "optional parameter " + parameter + " of " + what,
          tree -> tree.at(with(path, parameter)).put("optional", "true"),
          PARAMETERS_CHANGED);
      change(
          "kept parameter " + parameter + " of " + what,
          tree -> tree.at(with(path, parameter)).put("keep", "true"),
          PARAMETERS_CHANGED);
      types(PARAMETERS_CHANGED, with(path, parameter));
      same(
          "doc of parameter " + parameter + " of " + what,
          tree -> tree.at(with(path, parameter)).put("doc", "Other words."));
    }
  }

  private void regions() {
    declarations(DATA, false, "regions");
    addition(
        DATA, "Fresh", mapping("contents", mapping("x", mapping("struct", "Pair"))), "regions");
    for (String name : base.at("regions").keySet()) {
      String[] contents = {"regions", name, "contents"};
      swaps(DATA_REORDERED, "nothing", contents);
      change(
          "add a part to " + name,
          tree -> tree.at(contents).put("fresh", mapping("struct", "Pair")),
          SECTION_ADDED);
      for (Map.Entry<String, Object> part : base.at(contents).entrySet()) {
        String[] section = with(contents, part.getKey());
        change(
            "remove part " + part.getKey(),
            tree -> tree.at(contents).remove(part.getKey()),
            DATA_REMOVED);
        change(
            "rename part " + part.getKey(),
            tree -> SchemaTree.rename(tree.at(contents), part.getKey(), part.getKey() + "_x"),
            DATA_RENAMED);
        if (asMap(part.getValue()).containsKey("struct")) {
          value("struct", "Widths", SECTION_CHANGED, section);
        } else {
          queue(section);
        }
      }
    }
  }

  private void queue(String... section) {
    value("capacity", "1MiB", SECTION_CHANGED, section);
    List<Object> messages = asList(base.at(section).get("queue"));
    for (int i = 0; i < messages.size(); i++) {
      int index = i;
      change(
          "drop message " + messages.get(i),
          tree -> asList(tree.at(section).get("queue")).remove(index),
          SECTION_CHANGED);
      if (i > 0) {
        change(
            "swap messages " + messages.get(i - 1) + " and " + messages.get(i),
            tree -> {
              List<Object> queue = asList(tree.at(section).get("queue"));
              queue.add(index - 1, queue.remove(index));
            },
            SECTION_CHANGED);
      }
    }
    change(
        "carry an older message",
        tree -> asList(tree.at(section).get("queue")).add("Unsent"),
        SECTION_CHANGED);
    compatible(
        "carry a newer message",
        tree -> {
          raise(tree);
          tree.at("structs")
              .put("Fresh", mapping("id", "55", "since", later(), "fields", mapping("x", "u8")));
          asList(tree.at(section).get("queue")).add("Fresh");
        },
        ADDED);
    change(
        "carry a newer message of a larger alignment",
        tree -> {
          raise(tree);
          tree.at("structs")
              .put(
                  "Fresh",
                  mapping(
                      "id", "55", "align", "64", "since", later(), "fields", mapping("x", "u8")));
          asList(tree.at(section).get("queue")).add("Fresh");
        },
        SECTION_CHANGED);
  }
}
