// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import dev.tenon.generator.schema.Yields.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * C spellings of what is in a struct or union: its members, and the functions and macros that go
 * with them.
 *
 * <p>Members are as in the schema. The arms of a union with a tag are called after values of an
 * enum there, and are {@code snake_case}. Those of a foreign struct are as its header calls them.
 */
public record CMembers(Schema schema, Composite owner) {

  /** Verbs of the functions of an atomic field. */
  public static final List<String> ATOMIC_VERBS =
      List.of("load", "store", "exchange", "compare_exchange", "fetch_add");

  /** The union of a field, if a sibling tells which of its arms is there. */
  public static Optional<UnionType> tagged(Field field) {
    return field.type() instanceof UnionType union && union.tag().isPresent()
        ? Optional.of(union)
        : Optional.empty();
  }

  /** The member of a field or arm. */
  public String member(Field field) {
    if (owner instanceof StructType struct && struct.extern().isPresent()) {
      return CNames.stem(field);
    }
    return isTagged() ? CNames.unreserved(stem(field)) : CNames.member(field);
  }

  /** The member that counts the elements of a list. */
  public String countMember(Field list) {
    return stem(list) + "_count";
  }

  /** The member of a union that is all of its bytes. */
  public String bytesMember() {
    String name = "bytes";
    for (int i = 1; isMember(name); i++) {
      // C++ reserves names with two underscores.
      name = "bytes_" + (i == 1 ? "" : i);
    }
    return name;
  }

  private boolean isMember(String name) {
    return owner.fields().stream().anyMatch(field -> member(field).equals(name));
  }

  /** {@code mkt_quote_get_price}. */
  public String get(Field field) {
    return name("get_" + stem(field));
  }

  /** {@code mkt_quote_set_price}. */
  public String set(Field field) {
    return name("set_" + stem(field));
  }

  /** Function that measures a text: {@code mkt_quote_symbol_length}. */
  public String length(Field field) {
    return name(stem(field) + "_length");
  }

  /** Function that tells how many elements a list has: {@code mkt_book_bids_count}. */
  public String count(Field field) {
    return name(countMember(field));
  }

  /** Function that appends to a list: {@code mkt_book_add_bids}. */
  public String add(Field field) {
    return name("add_" + stem(field));
  }

  /** Function of an atomic field: {@code mkt_status_load_sequence}. */
  public String atomic(String verb, Field field) {
    return name(verb + "_" + stem(field));
  }

  /** {@code mkt_device_get_control_mode}. */
  public String get(Field field, BitRange range) {
    return name("get_" + stem(field) + "_" + CNames.stem(range));
  }

  /** {@code mkt_device_set_control_mode}. */
  public String set(Field field, BitRange range) {
    return name("set_" + stem(field) + "_" + CNames.stem(range));
  }

  /** {@code MKT_DEVICE_CONTROL_MODE_MASK}. */
  public String mask(Field field, BitRange range) {
    return macro(field, range) + "_MASK";
  }

  /** {@code MKT_DEVICE_CONTROL_MODE_SHIFT}. */
  public String shift(Field field, BitRange range) {
    return macro(field, range) + "_SHIFT";
  }

  /** {@code mkt_message_get_body_order}: of an arm of a union that is a field. */
  public String getArm(Field field, Field arm) {
    return name("get_" + armStem(field, arm)) + end(field, arm);
  }

  /** {@code mkt_message_set_body_order}. */
  public String setArm(Field field, Field arm) {
    return name("set_" + armStem(field, arm)) + end(field, arm);
  }

  /** {@code mkt_message_body_text_length}. */
  public String armLength(Field field, Field arm) {
    return name(armStem(field, arm) + "_length") + end(field, arm);
  }

  /** {@code mkt_quote_validate}. */
  public String validate() {
    return name("validate");
  }

  /** All functions and macros that there are because of a field. */
  public List<String> accessors(Field field) {
    List<String> names = new ArrayList<>();
    if (field.valueType() instanceof StringType) {
      names.addAll(List.of(set(field), length(field)));
    }
    if (field.bigEndian()) {
      names.addAll(List.of(get(field), set(field)));
    }
    if (field.type() instanceof ListType) {
      names.addAll(List.of(count(field), add(field)));
    }
    if (field.atomic()) {
      ATOMIC_VERBS.forEach(verb -> names.add(atomic(verb, field)));
    }
    return names;
  }

  /** All functions and macros that there are because of some bits of a field. */
  public List<String> accessors(Field field, BitRange range) {
    return List.of(get(field, range), set(field, range), mask(field, range), shift(field, range));
  }

  /** All functions that there are because of an arm of a field. */
  public List<String> armAccessors(Field field, Field arm) {
    return arm.type() instanceof StringType
        ? List.of(getArm(field, arm), setArm(field, arm), armLength(field, arm))
        : List.of(getArm(field, arm), setArm(field, arm));
  }

  /** Role in which the names yield that a field has for an arm of its union. */
  public static String role(Field arm) {
    return "arm " + arm.name();
  }

  private static String end(Field field, Field arm) {
    return field.names().yields().end(Language.C, role(arm));
  }

  private String armStem(Field field, Field arm) {
    UnionType union = tagged(field).orElseThrow();
    return stem(field) + "_" + new CMembers(schema, union).stem(arm);
  }

  private String macro(Field field, BitRange range) {
    return CNames.constant(schema, owner) + "_" + CNames.upper(field) + "_" + CNames.upper(range);
  }

  private String name(String ending) {
    return CNames.type(schema, owner) + "_" + ending;
  }

  private String stem(Field field) {
    return isTagged() ? CNames.suffix(field) : CNames.stem(field);
  }

  private boolean isTagged() {
    return owner instanceof UnionType union && union.tag().isPresent();
  }
}
