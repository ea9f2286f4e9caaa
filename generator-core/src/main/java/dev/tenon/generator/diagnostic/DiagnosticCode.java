// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import java.util.Optional;

/**
 * Every mistake that Tenon knows: the one catalogue, from which {@code docs/diagnostics.md} is
 * made.
 *
 * <p>A code never changes its meaning and is never used again. The thousands tell the area: 1 text
 * and YAML, 2 names and types, 3 layout, 4 regions, 5 names in the target languages, 6 callbacks,
 * functions, exports and handles, 7 locks and changes of a contract. The hundreds from 1 on are
 * advice about what is correct.
 */
public enum DiagnosticCode {
  UNREADABLE_FILE(1001, "The schema file cannot be read."),
  FILE_TOO_LARGE(1002, "A schema file has at most 4 MiB."),
  INVALID_UTF8(1003, "A schema file is UTF-8; these bytes are not."),
  FORBIDDEN_CHARACTER(
      1004, "Control characters other than tab and line ends do not belong in a schema."),
  TAB_INDENTATION(1005, "YAML is indented with spaces; a tab separates nothing."),
  YAML_SYNTAX(1006, "The text is not YAML."),
  BRACKET_IN_FLOW(
      1007, "Inside { } and [ ] a bracket ends the text before it, so an array type needs quotes."),
  ANCHOR_OR_ALIAS(1008, "YAML anchors and aliases are not used in schemas."),
  TAG(1009, "YAML tags are not used in schemas: the key says what a value is."),
  SECOND_DOCUMENT(1010, "A schema file is one YAML document."),
  DUPLICATE_KEY(1011, "A key stands twice in one mapping."),
  MERGE_KEY(1012, "YAML merge keys are not used in schemas."),
  NESTED_TOO_DEEP(1013, "Mappings and lists are nested at most 16 deep."),
  NO_SCHEMA(1014, "A schema file is a mapping that begins with 'tenon: 1'."),
  WRONG_KIND(1015, "A mapping, a list or a single value stands where another of these belongs."),
  UNKNOWN_KEY(1016, "A key is not known here."),
  MISSING_KEY(1017, "A required key is missing."),
  MISSING_VALUE(1018, "A key has no value."),
  INVALID_NUMBER(
      1019, "Numbers are decimal or 0x hexadecimal, without '_', '+' and leading zeros."),
  INVALID_BOOLEAN(1020, "Only 'true' and 'false' are truth values."),
  SCALAR_TOO_LONG(1021, "A single value has at most 65536 characters."),
  LINE_TOO_LONG(1022, "A line has at most 65536 characters."),

  INVALID_NAME(2001, "Names are ASCII letters, digits and underscores, and begin with a letter."),
  NAME_TOO_LONG(
      2002, "Names of schemas, regions and their contents have at most 63 characters, others 127."),
  DUPLICATE_NAME(2003, "Two declarations have the same name."),
  UNKNOWN_TYPE(2004, "A type is neither built in nor declared in the schema."),
  UNKNOWN_CONSTANT(2005, "A number names a constant that is not declared, or only further down."),
  UNKNOWN_VALUE(2006, "A value or a flag is named that the type does not have."),
  INVALID_TYPE(
      2007,
      "A type is a name, with [N] or [N][M] behind it for arrays and [<=N] for bounded lists."),
  RECURSIVE_STRUCT(2008, "A struct or union contains itself, directly or through others."),
  EMPTY_DECLARATION(
      2009,
      "A struct has at least one field, a union an arm, an enum a value, flags a bit, a mask a"
          + " flag."),
  UNSUPPORTED_IDL_VERSION(2010, "'tenon' names a version of the schema language: 1."),
  VERSION_OUT_OF_RANGE(2011, "The contract version is from 1 to 65535."),
  MESSAGE_ID_OUT_OF_RANGE(2012, "A message id is from 1 to 65535."),
  DUPLICATE_MESSAGE_ID(2013, "Two structs have the same message id."),
  ENUM_VALUE_OUT_OF_RANGE(2014, "An enum value does not fit the type that stores it."),
  DUPLICATE_ENUM_VALUE(2015, "Two values of an enum have the same number."),
  BIT_OUT_OF_RANGE(2016, "A bit number is below the number of bits of the type that stores it."),
  DUPLICATE_BIT(2017, "Two flags are the same bit."),
  INVALID_STORAGE(2018, "Enums are stored in an integer, flags in an unsigned integer."),
  INVALID_ATOMIC(2019, "Only integers, bool and what is stored in an i64 can be atomic."),
  VALUE_OUT_OF_RANGE(2020, "A number does not fit its type."),
  INVALID_VALUE(2021, "A value is not of the kind that its type holds."),
  DEFAULT_NOT_ALLOWED(2022, "Arrays, lists, structs, unions and addresses have no default."),
  TEXT_TOO_LONG(2023, "A default text does not fit its field."),
  ARRAY_LENGTH_OUT_OF_RANGE(2024, "An array or list has from 1 to 2147483647 elements."),
  TERMINATED_WITHOUT_TEXT(2025, "'terminated' belongs to char[N] only."),
  SCHEMA_NAME_DIFFERS(
      2026, Severity.WARNING, "The schema's name differs from the name of its file."),
  RESERVED_NAME(2027, "A name is that of a built-in type, or belongs to the runtime."),
  STRUCTS_NESTED_TOO_DEEP(2028, "Structs are nested at most 32 deep."),
  INVALID_EXPRESSION(2029, "An expression is integers and constants with + - * / and parentheses."),
  INVALID_LIST(
      2030,
      "A bounded list T[<=N] has one dimension, and its elements are no arrays and no unions."),
  INVALID_ARM(2031, "An arm of a union is no list and no union."),
  INVALID_UNION_USE(
      2032,
      "A union with a tag is the type of a field that names the tag beside it; one without may be a"
          + " field or an element."),
  INVALID_TAG(
      2033, "'tag' names a plain field of the same struct that stores the union's enum as it is."),
  INVALID_BITS(2034, "'bits' names ranges of bits of an unsigned integer that is not atomic."),
  OVERLAPPING_BITS(2035, "Two ranges of bits have a bit in common."),
  INVALID_ORDER(
      2036, "'order: big' belongs to what is stored in an integer or a float of its own."),
  INVALID_LIMIT(
      2037,
      "'min' and 'max' belong to numbers without names for bits, and 'min' is not above 'max'."),
  DEFAULT_OUT_OF_LIMITS(2038, "A default is within 'min' and 'max'."),
  INVALID_EXPONENT(2039, "A decimal has an exponent from -18 to 18."),
  RESERVED_NUMBER(2040, "A value, bit or id is used that is reserved."),
  RESERVED_BY_SCHEMA(2041, "A name is used that the schema reserves."),
  INVALID_RANGE(2042, "A range goes from the smaller number to the larger one."),
  SINCE_OUT_OF_RANGE(2043, "'since' is from 1 to the version of the schema."),
  SINCE_BEFORE_OWNER(2044, "A part is not older than what it is a part of."),
  FIELD_NOT_APPENDED(
      2045, "A field of a later version is behind all older ones, or in bytes that were reserved."),
  GROWN_INSIDE(2046, "What is part of a struct, or an element, does not grow in a later version."),
  INVALID_EXTERN(2047, "'extern' names a C type and the header that declares it."),
  INVALID_DEPRECATED(2048, "'deprecated' says why."),
  IMPORT_CYCLE(2049, "A schema imports itself, directly or through others."),
  IMPORT_CLASH(2050, "A name is declared here and in an imported schema, or in two of them."),
  ENUM_DOES_NOT_FIT(2051, "An enum is stored where not all of its values fit."),
  NOT_AN_ENUM(2052, "'tag' of a union and 'enum' of what stores one name an enum."),
  INVALID_IMPORT(
      2053, "An import is a path relative to the schema, with / between folders, at most 32 deep."),
  TOO_MANY_VERSIONS(2054, "What a schema has came in at most 1000 different versions."),
  TOO_MANY_ARMS(
      2055,
      "All fields that are unions with a tag have at most 65536 arms together: each has functions"
          + " of its own."),
  UNUSED_IMPORT(2101, Severity.WARNING, "Nothing of an imported schema is used."),
  ABSENT_OUT_OF_LIMITS(
      2102,
      Severity.WARNING,
      "A field of a later version is zero in older data unless it has a default, and zero is not"
          + " within its limits."),

  INVALID_ALIGNMENT(3001, "An alignment is a power of two from 1 to 4096."),
  ALIGNMENT_LOWERED(3002, "'align' may raise an alignment, never lower it."),
  STRUCT_TOO_LARGE(3003, "A struct has at most 1 GiB."),
  PADDING_HOLES(
      3101, Severity.WARNING, "Another order of its fields makes a struct notably smaller."),
  FALSE_SHARING(
      3102, Severity.WARNING, "Two atomic fields of a struct in a region share a cache line."),

  EMPTY_REGION(4001, "A region has contents, and a queue has messages."),
  INVALID_CAPACITY(4002, "A queue's capacity is a power of two of at most 4 GiB."),
  CAPACITY_TOO_SMALL(4003, "A queue holds at least two of its largest messages."),
  MESSAGE_WITHOUT_ID(4004, "What a queue carries is a struct with an id."),
  DUPLICATE_MESSAGE(4005, "A queue lists a message twice."),
  NOT_A_STRUCT(4006, "A region contains structs and queues of structs."),
  TOO_MANY_SECTIONS(4007, "A region has at most 1024 contents."),

  INVALID_JAVA_PACKAGE(5001, "A Java package is a dotted name without keywords."),
  INVALID_C_PREFIX(5002, "A C prefix is a C identifier in lower case that no standard reserves."),
  INVALID_JAVA_NAME(5003, "A java_name is a Java identifier that is no keyword."),
  INVALID_C_NAME(5004, "A c_name is a C identifier that is neither keyword nor macro."),
  JAVA_COLLISION(5005, "Two names become one in Java."),
  C_COLLISION(5006, "Two names become one in C."),
  UNREADABLE_NAME(
      5101,
      Severity.WARNING,
      "A name is not in the recommended spelling, or a language reserves it and gives it a trailing"
          + " underscore."),

  INVALID_PARAMETER_TYPE(
      6001,
      "A parameter is T, T*, const T*, T[count], const T[count], string, void*, a callback or a"
          + " handle."),
  POINTER_TO_NON_STRUCT(6002, "A pointer points to a struct."),
  FIXED_ARRAY_PARAMETER(6003, "An array of fixed length is no parameter, as it is none in C."),
  INVALID_COUNT(
      6004, "The count of an array names an unsigned integer parameter of the same call."),
  CONST_WITHOUT_POINTER(6005, "'const' belongs to a pointer or an array."),
  OVERALIGNED_BY_VALUE(
      6006, "A struct that is handed over by value has no alignment beyond that of its fields."),
  PARAMETER_TYPE_IN_FIELD(
      6007, "Pointers, strings, handles and callbacks are for parameters, not for fields."),
  INVALID_KEEP(6008, "'keep' belongs to a callback that has one receiver."),
  TOO_MANY_PARAMETERS(6009, "A call hands over no more than Java can: 240 slots."),
  INVALID_RETURN(6010, "Pointers, arrays and callbacks are not returned."),
  ON_ERROR_MISSING(6011, "What returns a number says what C gets when Java throws."),
  ON_ERROR_NOT_ALLOWED(
      6012, "What returns nothing, a struct or a handle leaves nothing to say with 'on_error'."),
  RECURSIVE_CALLBACK(6013, "A callback takes itself, directly or through others."),
  CALLBACKS_NESTED_TOO_DEEP(6014, "Callbacks take callbacks at most 32 deep."),
  UNKNOWN_THREADS(6015, "'threads' is any or same."),
  INVALID_LISTENERS(6016, "From 0 to 1024 listeners can be registered with a callback."),
  INVALID_BATCH(6017, "A batch collects events that are copies and return nothing."),
  BATCH_OUT_OF_RANGE(6018, "A batch hands over from 2 to 65536 events."),
  INVALID_CRITICAL(6019, "A critical function neither blocks nor calls back."),
  INVALID_RELEASE(
      6020, "'release' names a function that takes just this handle and returns nothing."),
  INVALID_OPTIONAL(6021, "'optional' belongs to a string, a handle or a pointer to a struct."),

  UNREADABLE_LOCK(7001, "A lock cannot be read."),
  INVALID_LOCK(7002, "A lock has the lines that 'tenon freeze' writes, and no others."),
  EDITED_LOCK(7003, "A lock was edited: its checksum is that of another text."),
  MISPLACED_LOCK(7004, "A lock is called after the schema and the version that it holds."),
  VERSION_LOWERED(7005, "A schema does not go back to a version before one that is frozen."),
  ALREADY_FROZEN(7006, "A version that is frozen is not frozen again with other contents."),

  SCHEMA_RENAMED(7011, Breaks.LAYOUT, "The name of the schema changed."),
  DATA_REMOVED(7012, Breaks.LAYOUT, "A type, a region, or a part of one was removed."),
  DATA_RENAMED(7013, Breaks.LAYOUT, "A type, a region, or a part of one was renamed."),
  DATA_ADDED(
      7014,
      Breaks.LAYOUT,
      "A type, a region, or a part of one was added as if it had always been"
          + " there: without 'since'."),
  DATA_SINCE_CHANGED(7015, Breaks.LAYOUT, "'since' of a type, a region, or a part of one changed."),
  FIELD_TYPE_CHANGED(7016, Breaks.LAYOUT, "The type of a field or an arm changed."),
  FIELD_MOVED(7017, Breaks.LAYOUT, "A field moved."),
  BYTE_ORDER_CHANGED(7018, Breaks.LAYOUT, "The byte order of a field changed."),
  ATOMIC_CHANGED(7019, Breaks.LAYOUT, "'atomic' of a field changed."),
  TAG_CHANGED(7020, Breaks.LAYOUT, "The tag of a union, or of a field that holds one, changed."),
  BITS_CHANGED(7021, Breaks.LAYOUT, "A range of bits moved, or holds something else."),
  RESIZED(7022, Breaks.LAYOUT, "The size or alignment of a struct or union changed."),
  MESSAGE_ID_CHANGED(7023, Breaks.LAYOUT, "The message id of a struct changed."),
  STORAGE_CHANGED(7024, Breaks.LAYOUT, "The integer that stores an enum or flags changed."),
  NUMBER_CHANGED(7025, Breaks.LAYOUT, "The number of a value or a bit changed."),
  NUMBER_REUSED(
      7026, Breaks.LAYOUT, "A number or a name that stood for something else is used again."),
  DATA_REORDERED(7027, Breaks.LAYOUT, "The order of the parts of a type or a region changed."),
  SECTION_CHANGED(7028, Breaks.LAYOUT, "A part of a region holds something else."),
  SECTION_ADDED(7029, Breaks.LAYOUT, "A part was added to a region."),
  LAYOUT_HISTORY_DIFFERS(
      7030, Breaks.LAYOUT, "The layout text of an earlier version is not what it was."),

  C_PREFIX_CHANGED(7041, Breaks.ABI, "The prefix of names in C changed."),
  CALL_REMOVED(7042, Breaks.ABI, "A callback, function, export or handle was removed."),
  CALL_RENAMED(7043, Breaks.ABI, "A callback, function, export or handle was renamed."),
  CALL_ADDED(
      7044,
      Breaks.ABI,
      "A callback, function, export or handle was added as if it had always"
          + " been there: without 'since'."),
  CALL_SINCE_CHANGED(
      7045, Breaks.ABI, "'since' of a callback, function, export or handle changed."),
  PARAMETERS_CHANGED(7046, Breaks.ABI, "The parameters of a call changed."),
  RETURN_CHANGED(7047, Breaks.ABI, "What a call returns changed."),
  THREADS_CHANGED(7048, Breaks.ABI, "The threads that may call a callback changed."),
  RELEASE_CHANGED(7049, Breaks.ABI, "The function that releases a handle changed."),
  SYMBOL_CHANGED(7050, Breaks.ABI, "The c_name of a call or a handle changed."),
  BATCHING_CHANGED(
      7051,
      Breaks.ABI,
      "A callback gets its events in batches and did not, or the other way" + " round."),

  JAVA_PACKAGE_CHANGED(7061, Breaks.SOURCE, "The package of the Java classes changed."),
  NAME_REMOVED(7062, Breaks.SOURCE, "A constant, an alias or a mask was removed."),
  NAME_RENAMED(7063, Breaks.SOURCE, "A constant, an alias or a mask was renamed."),
  NAME_ADDED(
      7064,
      Breaks.SOURCE,
      "A constant, an alias or a mask was added as if it had always been"
          + " there: without 'since'."),
  NAME_SINCE_CHANGED(7065, Breaks.SOURCE, "'since' of a constant, an alias or a mask changed."),
  CONSTANT_CHANGED(7066, Breaks.SOURCE, "The type or value of a constant changed."),
  MEANING_CHANGED(7067, Breaks.SOURCE, "An alias or a mask stands for something else."),
  JAVA_NAME_CHANGED(7068, Breaks.SOURCE, "A java_name changed."),
  C_NAME_CHANGED(7069, Breaks.SOURCE, "A c_name changed."),
  ON_ERROR_CHANGED(7070, Breaks.SOURCE, "What C gets when Java throws changed."),
  ERRNO_CHANGED(
      7071, Breaks.SOURCE, "A function captures errno and did not, or the other way round."),
  LISTENING_CHANGED(
      7072, Breaks.SOURCE, "A callback can be registered and could not, or the other way round."),
  LIMITS_NARROWED(7073, Breaks.SOURCE, "The limits of a field became narrower."),
  ABSENT_DEFAULT_CHANGED(
      7074, Breaks.SOURCE, "The default of a field that earlier writers do not have changed."),
  UNIT_CHANGED(7075, Breaks.SOURCE, "The unit of a field changed."),
  TERMINATION_CHANGED(
      7076, Breaks.SOURCE, "A text is terminated and was not, or the other way round."),
  SINGLE_BIT_CHANGED(7077, Breaks.SOURCE, "A single bit became a range, or a range a single bit."),
  ORIGIN_CHANGED(7078, Breaks.SOURCE, "A type is declared by another schema."),
  EXTERN_CHANGED(7079, Breaks.SOURCE, "A struct is declared by another C header, or by none."),

  ADDED(7101, Breaks.NOTHING, "Something came with a later version."),
  LIMITS_WIDENED(7102, Breaks.NOTHING, "The limits of a field became wider."),
  DEFAULT_CHANGED(7103, Breaks.NOTHING, "The default of a field changed."),
  UNIT_TOLD(7104, Breaks.NOTHING, "A field was given a unit, or lost it."),
  RESERVATION_CHANGED(7105, Breaks.NOTHING, "Other bytes, numbers or names are reserved."),
  CALL_HINT_CHANGED(
      7106,
      Breaks.NOTHING,
      "A call became critical or blocking or is so no longer, or a number"
          + " that limits it changed.");

  private final int number;
  private final Severity severity;
  private final Optional<Breaks> breaks;
  private final String sentence;

  DiagnosticCode(int number, String sentence) {
    this(number, Severity.ERROR, sentence);
  }

  DiagnosticCode(int number, Severity severity, String sentence) {
    this(number, severity, Optional.empty(), sentence);
  }

  /** A change of a contract: an error when it breaks anything. */
  DiagnosticCode(int number, Breaks breaks, String sentence) {
    this(
        number,
        breaks == Breaks.NOTHING ? Severity.NOTE : Severity.ERROR,
        Optional.of(breaks),
        sentence);
  }

  DiagnosticCode(int number, Severity severity, Optional<Breaks> breaks, String sentence) {
    this.number = number;
    this.severity = severity;
    this.breaks = breaks;
    this.sentence = sentence;
  }

  /** As printed: {@code TN2004}. */
  public String id() {
    return "TN" + number;
  }

  public Severity severity() {
    return severity;
  }

  /** What it breaks, when it is a change of a contract. */
  public Optional<Breaks> breaks() {
    return breaks;
  }

  /** What the mistake is, or the rule that it breaks, in one sentence. */
  public String sentence() {
    return sentence;
  }
}
