// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Properties of facts, in the order of the text. */
enum Property {
  VERSION("version", Form.VERSION),
  TYPE("type"),
  STORAGE("storage"),
  NUMBER("number", Form.INTEGER),
  FIRST("first number", Form.INTEGER),
  LAST("last number", Form.INTEGER),
  BIT("number", Form.INTEGER),
  MASK("mask"),
  OF("target"),
  VALUE("value"),
  STRUCT("struct"),
  QUEUE("list of messages"),
  LATEST("struct"),
  BROADCAST("list of messages"),
  WORK("list of messages"),
  CAPACITY("capacity", Form.INTEGER),
  PRODUCERS("number of producers", Form.INTEGER),
  STAMPED("'stamped'"),
  WORKERS("number of workers", Form.INTEGER),
  EVENT("mode"),
  BITS("flags"),
  MUTEX("mode"),
  FAIR("'fair'"),
  SEMAPHORE("number of permits", Form.INTEGER),
  OFFSET("offset", Form.INTEGER),
  SIZE("size", Form.INTEGER),
  ALIGN("alignment", Form.INTEGER),
  ID("message id", Form.INTEGER),
  COUNT("offset of the count", Form.INTEGER),
  ORDER("byte order"),
  ATOMIC("'atomic'"),
  TAG("tag"),
  RANGE("range"),
  ENUM("enum"),
  SINGLE("form"),
  TERMINATED("'terminated'"),
  DEFAULT("default"),
  MIN("'min'", Form.DECIMAL),
  MAX("'max'", Form.DECIMAL),
  UNIT("unit"),
  IN_RESERVED("'in_reserved'"),
  EXTERN("C type"),
  RETURNS("returned type"),
  ON_ERROR("'on_error'"),
  THREADS("'threads'"),
  LISTENERS("'listeners'", Form.INTEGER),
  BATCH("'batch'"),
  ERRNO("'errno'"),
  CRITICAL("'critical'"),
  BLOCKING("'blocking'"),
  RELEASE("'release'"),
  FROM("schema"),
  JAVA("java_name"),
  C("c_name"),
  SINCE("'since'", Form.VERSION),
  LAYOUT("layout hash"),
  ABI("hash of calls"),
  HASH("layout hash");

  /** Spelling of a value, where it is more than a text. */
  private enum Form {
    TEXT(".*"),
    VERSION("[1-9][0-9]{0,4}"),
    INTEGER("-?[0-9]{1,20}"),
    DECIMAL("-?([0-9]{1,40}(\\.[0-9]{1,40})?(E[+-]?[0-9]{1,3})?|\\.inf)|\\.nan");

    private final Pattern pattern;

    Form(String pattern) {
      this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }
  }

  private final String label;
  private final Form form;

  Property(String label) {
    this(label, Form.TEXT);
  }

  Property(String label, Form form) {
    this.label = label;
    this.form = form;
  }

  /** As written in a lock. */
  String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In the words of a diagnostic. */
  String label() {
    return label;
  }

  /** Whether a text is a value that it can have. */
  boolean canBe(String value) {
    return form.pattern.matcher(value).matches();
  }

  /** The properties that sections of regions have, of whatever kind. */
  static Set<Property> ofSections() {
    return EnumSet.of(
        STRUCT, QUEUE, LATEST, BROADCAST, WORK, CAPACITY, ALIGN, PRODUCERS, STAMPED, WORKERS, EVENT,
        BITS, MUTEX, FAIR, SEMAPHORE);
  }

  /** Those that list the messages of a section. */
  static Set<Property> ofMessages() {
    return EnumSet.of(QUEUE, BROADCAST, WORK);
  }

  /** Returns the property of a spelling that the generator itself uses. */
  static Property named(String spelling) {
    return of(spelling).orElseThrow(() -> new IllegalArgumentException(spelling));
  }

  static Optional<Property> of(String spelling) {
    return Arrays.stream(values()).filter(p -> p.spelling().equals(spelling)).findFirst();
  }
}
