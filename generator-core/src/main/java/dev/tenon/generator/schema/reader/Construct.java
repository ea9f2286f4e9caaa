// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every kind of mapping that the language has, with the keys that it may and must have. The one
 * list of them: what reads a schema asks here, and the JSON Schema for editors is held against it.
 */
enum Construct {
  SCHEMA(
      "the schema",
      Shared.NOTHING,
      "tenon!",
      "schema!",
      "version!",
      "doc",
      "java!",
      "c!",
      "imports",
      "constants",
      "enums",
      "flags",
      "unions",
      "structs",
      "handles",
      "callbacks",
      "functions",
      "exports",
      "regions",
      "reserved"),
  JAVA("'java'", Shared.NOTHING, "package!"),
  C("'c'", Shared.NOTHING, "prefix!"),
  RESERVED("'reserved'", Shared.NOTHING, "ids!"),
  CONSTANT("constant", Shared.LIFE, "type!", "value!", "unit", "extern"),
  ENUM("enum", Shared.LIFE, "type!", "values!", "reserved", "extern"),
  /** Has either a value or what it is an alias of. */
  ENUM_VALUE("enum value", Shared.LIFE, "value*", "alias_of", "extern"),
  FLAGS("flags", Shared.LIFE, "type!", "bits!", "masks", "none", "reserved", "extern"),
  FLAG("flag", Shared.LIFE, "bit!*", "extern"),
  MASK("mask", Shared.LIFE, "bits!*", "extern"),
  UNION("union", Shared.LIFE, "tag", "arms!"),
  ARM("arm", Shared.LIFE, "type!*", "unit", "terminated", "order", "exponent"),
  STRUCT("struct", Shared.LIFE, "id", "align", "extern", "fields!"),
  EXTERN("'extern'", Shared.NOTHING, "c!", "header!", "size", "align"),
  /** Of something with a name of its own in C. */
  EXTERN_NAME("'extern'", Shared.NOTHING, "header!*", "c"),
  /** Of a type that is told nothing else of. */
  EXTERN_TYPE("'extern'", Shared.NOTHING, "header!*", "c"),
  /** Of what consists of such things. */
  EXTERN_HEADER("'extern'", Shared.NOTHING, "header!*"),
  /** Of one of them. */
  EXTERN_VALUE("'extern'", Shared.NOTHING, "c!*", "header"),
  FIELD(
      "field",
      Shared.LIFE,
      "type!*",
      "default",
      "unit",
      "align",
      "offset",
      "atomic",
      "terminated",
      "order",
      "min",
      "max",
      "bits",
      "enum",
      "tag",
      "exponent",
      "in_reserved",
      "reserved_since"),
  RESERVED_BYTES("reserved bytes", Shared.LIFE, "reserved!"),
  BIT_RANGE("bits", Shared.LIFE, "bits!*", "enum"),
  HANDLE("handle", Shared.LIFE, "release", "extern"),
  CALLBACK(
      "callback", Shared.LIFE, "params", "returns", "on_error", "threads", "listeners", "batch"),
  FUNCTION("function", Shared.LIFE, "params", "returns", "errno", "critical", "blocking", "extern"),
  EXPORT("export", Shared.LIFE, "params", "returns", "on_error"),
  PARAMETER("parameter", Shared.NAMES, "type!*", "unit", "keep", "optional", "c_type"),
  RESULT("'returns'", Shared.NOTHING, "type!*", "optional", "c_type"),
  REGION("region", Shared.LIFE, "contents!"),
  STRUCT_SECTION("section", Shared.LIFE, "struct!*"),
  QUEUE_SECTION("section", Shared.LIFE, "queue!", "capacity!", "producers", "stamped"),
  LATEST_SECTION("section", Shared.LIFE, "latest!", "deadline"),
  BROADCAST_SECTION("section", Shared.LIFE, "broadcast!", "capacity!"),
  WORK_SECTION("section", Shared.LIFE, "work!", "capacity!", "workers!"),
  EVENT_SECTION("section", Shared.LIFE, "event!", "bits"),
  MUTEX_SECTION("section", Shared.LIFE, "mutex!", "fair"),
  SEMAPHORE_SECTION("section", Shared.LIFE, "semaphore!");

  /** The keys that kinds of mappings have in common. */
  private enum Shared {
    NOTHING(),
    NAMES("doc", "java_name", "c_name"),
    LIFE("doc", "java_name", "c_name", "since", "deprecated");

    private final List<String> keys;

    Shared(String... keys) {
      this.keys = List.of(keys);
    }
  }

  private static final char REQUIRED = '!';
  private static final char SHORT = '*';

  private final String kind;
  private final Shared shared;
  private final List<String> keys;
  private final List<String> required;
  private final String shortKey;

  /**
   * Describes a kind of mapping.
   *
   * @param keys its own, with {@code !} behind those that it must have and {@code *} behind the one
   *     whose value may stand in place of the whole mapping
   */
  Construct(String kind, Shared shared, String... keys) {
    this.kind = kind;
    this.shared = shared;
    List<String> all = new ArrayList<>();
    Arrays.stream(keys).map(Construct::bare).forEach(all::add);
    all.addAll(shared.keys);
    this.keys = List.copyOf(all);
    this.required =
        Arrays.stream(keys).filter(key -> key.indexOf(REQUIRED) >= 0).map(Construct::bare).toList();
    this.shortKey =
        Arrays.stream(keys)
            .filter(key -> key.indexOf(SHORT) >= 0)
            .map(Construct::bare)
            .findFirst()
            .orElse(null);
  }

  private static String bare(String key) {
    return key.replaceAll("[!*]", "");
  }

  /** Kind in the words of a diagnostic. */
  String kind() {
    return kind;
  }

  /** The keys that it has, but not others of its family. */
  List<String> ownKeys() {
    return keys.stream().filter(key -> !shared.keys.contains(key)).toList();
  }

  /** The keys that it may have. */
  List<String> keys() {
    return keys;
  }

  /** The keys that it must have. */
  List<String> required() {
    return required;
  }

  /** The key whose value may stand in place of the whole mapping, null for none. */
  String shortKey() {
    return shortKey;
  }
}
