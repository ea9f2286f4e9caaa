// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import java.util.Optional;

/**
 * Every error that Tenon knows: the one catalogue, from which {@code docs/diagnostics.md} is made.
 *
 * <p>A code never changes its meaning and is never used again. The thousands tell the area: 1 text
 * and YAML, 2 names and types, 3 layout, 4 regions, 5 names in the target languages, 6 callbacks,
 * functions, exports and handles, 7 locks and changes of a contract. The hundreds from 1 on are
 * advice about what is correct.
 */
public enum DiagnosticCode {
  UNREADABLE_FILE(1001, "The schema file cannot be read; only regular files are."),
  FILE_TOO_LARGE(1002, "A schema file has at most 4 MiB."),
  INVALID_UTF8(1003, "A schema file is UTF-8; these bytes are not."),
  FORBIDDEN_CHARACTER(
      1004,
      "Texts for people have no characters that change what is shown; no text has half a pair."),
  TAB_INDENTATION(1005, "YAML is indented with spaces; tabs are not allowed."),
  YAML_SYNTAX(1006, "The text is not YAML."),
  BRACKET_IN_FLOW(
      1007,
      "Inside { } and [ ], an array type needs quotes, because a bracket ends unquoted text."),
  ANCHOR_OR_ALIAS(1008, "YAML anchors and aliases are not allowed in schemas."),
  TAG(1009, "YAML tags are not allowed in schemas; the key determines the type of a value."),
  SECOND_DOCUMENT(1010, "A schema file is one YAML document."),
  DUPLICATE_KEY(1011, "A key occurs twice in one mapping."),
  MERGE_KEY(1012, "YAML merge keys are not allowed in schemas."),
  NESTED_TOO_DEEP(1013, "Mappings and lists are nested at most 16 deep."),
  NO_SCHEMA(1014, "A schema file is a mapping that begins with 'tenon: 1'."),
  WRONG_KIND(
      1015, "A mapping, a list or a single value was found where another of these was expected."),
  UNKNOWN_KEY(1016, "A key is unknown in its mapping."),
  MISSING_KEY(1017, "A required key is missing."),
  MISSING_VALUE(1018, "A key has no value."),
  INVALID_NUMBER(
      1019, "Numbers are decimal or 0x hexadecimal, without '_', '+' and leading zeros."),
  INVALID_BOOLEAN(1020, "A boolean is 'true' or 'false'."),
  SCALAR_TOO_LONG(1021, "A single value has at most 65536 characters."),
  LINE_TOO_LONG(1022, "A line has at most 65536 characters."),

  INVALID_NAME(2001, "Names are ASCII letters, digits and underscores, and begin with a letter."),
  NAME_TOO_LONG(
      2002, "Names of schemas, regions and sections have at most 63 characters, others 127."),
  DUPLICATE_NAME(2003, "Two declarations have the same name."),
  UNKNOWN_TYPE(2004, "A type is neither built in nor declared in the schema."),
  UNKNOWN_CONSTANT(2005, "A number refers to a constant that is undeclared or declared later."),
  UNKNOWN_VALUE(2006, "A value or flag does not exist in its type."),
  INVALID_TYPE(
      2007, "A type is a name, followed by [N] or [N][M] for arrays or [<=N] for bounded lists."),
  RECURSIVE_STRUCT(2008, "A struct or union contains itself, directly or through others."),
  EMPTY_DECLARATION(
      2009,
      "A struct needs at least one field, a union an arm, an enum a value, flags a bit, a mask"
          + " a flag."),
  UNSUPPORTED_IDL_VERSION(
      2010, "'tenon' is the version of the schema language; the only version is 1."),
  VERSION_OUT_OF_RANGE(2011, "The contract version is from 1 to 65535."),
  MESSAGE_ID_OUT_OF_RANGE(2012, "A message id is from 1 to 65535."),
  DUPLICATE_MESSAGE_ID(2013, "Two structs have the same message id."),
  ENUM_VALUE_OUT_OF_RANGE(2014, "An enum value does not fit the type that stores it."),
  DUPLICATE_ENUM_VALUE(2015, "Two values of an enum have the same number."),
  BIT_OUT_OF_RANGE(2016, "A bit number is below the number of bits of the type that stores it."),
  DUPLICATE_BIT(2017, "Two flags are the same bit."),
  INVALID_STORAGE(2018, "Enums are stored in an integer, flags in an unsigned integer."),
  INVALID_ATOMIC(2019, "Only integers, bool and types stored as i64 can be atomic."),
  VALUE_OUT_OF_RANGE(2020, "A number does not fit its type."),
  INVALID_VALUE(2021, "A value does not match its type."),
  DEFAULT_NOT_ALLOWED(2022, "Arrays, lists, structs, unions and addresses have no default."),
  TEXT_TOO_LONG(2023, "A default text does not fit its field."),
  ARRAY_LENGTH_OUT_OF_RANGE(2024, "An array or list has from 1 to 2147483647 elements."),
  TERMINATED_WITHOUT_TEXT(2025, "'terminated' applies to char[N] only."),
  SCHEMA_NAME_DIFFERS(
      2026, Severity.WARNING, "The schema's name differs from the name of its file."),
  RESERVED_NAME(2027, "A name is that of a built-in type, or is reserved for the runtime."),
  STRUCTS_NESTED_TOO_DEEP(2028, "Structs are nested at most 32 deep."),
  INVALID_EXPRESSION(2029, "An expression is integers and constants with + - * / and parentheses."),
  INVALID_LIST(
      2030,
      "A bounded list T[<=N] has one dimension, and its elements cannot be arrays or unions."),
  INVALID_ARM(2031, "A union arm cannot be a list or a union."),
  INVALID_UNION_USE(
      2032,
      "A field of a tagged union names its tag field; only an untagged union can be an element."),
  INVALID_TAG(2033, "'tag' names a plain field of the same struct whose type is the union's enum."),
  INVALID_BITS(2034, "'bits' names bit ranges of an unsigned integer that is not atomic."),
  OVERLAPPING_BITS(2035, "Two bit ranges overlap."),
  INVALID_ORDER(
      2036,
      "'order: big' applies to types that are stored as an integer or a float of 2, 4 or"
          + " 8 bytes."),
  INVALID_LIMIT(
      2037, "'min' and 'max' apply to numbers without named bits, and 'min' is not above 'max'."),
  DEFAULT_OUT_OF_LIMITS(2038, "A default is not within 'min' and 'max'."),
  INVALID_EXPONENT(2039, "A decimal has an exponent from -18 to 18."),
  RESERVED_NUMBER(2040, "A value, bit or id is reserved."),
  RESERVED_BY_SCHEMA(2041, "A name is reserved by the schema."),
  INVALID_RANGE(2042, "A range goes from the smaller number to the larger one."),
  SINCE_OUT_OF_RANGE(2043, "'since' is from 1 to the version of the schema."),
  SINCE_BEFORE_OWNER(2044, "A declaration cannot be older than its owner or its type."),
  FIELD_NOT_APPENDED(
      2045,
      "A field of a later version is appended behind all older ones or placed in reserved"
          + " bytes."),
  GROWN_INSIDE(2046, "A union, a nested struct or an element cannot grow in a later version."),
  INVALID_EXTERN(2047, "'extern' names a C type and the header that declares it."),
  INVALID_DEPRECATED(2048, "'deprecated' needs a reason."),
  IMPORT_CYCLE(2049, "A schema imports itself, directly or through others."),
  IMPORT_CLASH(
      2050, "A name is declared both here and in an imported schema, or in two imported schemas."),
  ENUM_DOES_NOT_FIT(2051, "An enum is stored in an integer that is too small for its values."),
  NOT_AN_ENUM(2052, "'tag' of a union and 'enum' of a field or bit range name an enum."),
  INVALID_IMPORT(
      2053, "An import is a path relative to the schema, with / between folders, at most 32 deep."),
  TOO_MANY_VERSIONS(
      2054, "The declarations of a schema have at most 1000 different 'since' versions."),
  TOO_MANY_ARMS(2055, "The tagged-union fields of a schema have at most 65536 arms in total."),
  TOO_MANY_FOR_JAVA(
      2056, "A declaration or a schema has more members than a class of Java can hold."),
  UNKNOWN_MODE(2057, "An event is auto or manual, a mutex plain or recursive."),
  NOT_FLAGS(2058, "'bits' of an event names flags."),
  UNUSED_IMPORT(2101, Severity.WARNING, "An imported schema is unused."),
  ABSENT_OUT_OF_LIMITS(
      2102,
      Severity.WARNING,
      "A field of a later version has no default and reads as 0 in older data, outside its"
          + " limits."),
  INVALID_INITIAL_TAG(
      2103,
      Severity.WARNING,
      "A new struct is invalid, because the tag of its union begins with no value of its enum."),

  INVALID_ALIGNMENT(3001, "An alignment is a power of two from 1 to 4096."),
  ALIGNMENT_LOWERED(3002, "'align' can raise an alignment but not lower it."),
  STRUCT_TOO_LARGE(3003, "A struct has at most 1 GiB."),
  FOREIGN_LAYOUT(
      3004, "Described members of a foreign struct lie in order within its size, and are aligned."),
  PADDING_HOLES(3101, Severity.WARNING, "Reordering its fields makes a struct notably smaller."),
  FALSE_SHARING(
      3102, Severity.WARNING, "Two atomic fields of a struct in a region share a cache line."),
  NO_VALUE_RECORD(
      3103,
      Severity.WARNING,
      "A struct has too many fields for a record, and so no Value in Java."),

  EMPTY_REGION(
      4001, "A region needs at least one section, and one that carries messages needs one."),
  INVALID_CAPACITY(4002, "A capacity is a power of two of at most 4 GiB."),
  CAPACITY_TOO_SMALL(
      4003, "A queue or work holds at least two of its largest messages, a broadcast four."),
  MESSAGE_WITHOUT_ID(4004, "Queues, broadcasts and work carry structs that have an id."),
  DUPLICATE_MESSAGE(4005, "A section lists a message twice."),
  NOT_A_STRUCT(4006, "A section of a region holds or carries structs."),
  TOO_MANY_SECTIONS(4007, "A region has at most 1024 sections."),
  SECTION_NOT_APPENDED(
      4008, "A section with 'since' is newer than its region and stands behind all older ones."),
  LATEST_TOO_LARGE(4009, "A latest value has at most 64 KiB."),
  INVALID_DEADLINE(4010, "A deadline is from 1 ns to 365 days."),
  INVALID_PRODUCERS(4011, "A queue has from 1 to 64 producers."),
  INVALID_WORKERS(4012, "Work has from 1 to 1024 workers."),
  TOO_MANY_EVENT_BITS(4013, "The flags of an event are stored in at most 32 bits."),
  INVALID_PERMITS(4014, "A semaphore has from 1 to 1024 permits."),

  INVALID_JAVA_PACKAGE(
      5001, "A Java package is a dotted name without keywords, and not one of the JDK."),
  INVALID_C_PREFIX(5002, "A C prefix is a lower-case C identifier that no standard reserves."),
  INVALID_JAVA_NAME(5003, "A java_name is a Java identifier and not a keyword."),
  INVALID_C_NAME(5004, "A c_name is a C identifier that is neither keyword nor macro."),
  JAVA_COLLISION(5005, "Two declarations get the same name in Java."),
  C_COLLISION(5006, "Two declarations get the same name in C."),
  UNREADABLE_NAME(
      5101,
      Severity.WARNING,
      "A name is not in the recommended spelling, or is reserved and gets a trailing underscore."),

  INVALID_PARAMETER_TYPE(
      6001,
      "A parameter is T, T*, const T*, T[count], const T[count], string, void*, a callback or a"
          + " handle."),
  POINTER_TO_NON_STRUCT(6002, "A pointer points to a struct."),
  FIXED_ARRAY_PARAMETER(6003, "An array of fixed length cannot be a parameter."),
  INVALID_COUNT(
      6004, "The count of an array names an unsigned integer parameter of the same call."),
  CONST_WITHOUT_POINTER(6005, "'const' applies to pointers and arrays."),
  OVERALIGNED_BY_VALUE(6006, "A struct passed by value cannot be aligned beyond its fields."),
  PARAMETER_TYPE_IN_FIELD(
      6007, "Pointers, strings, handles and callbacks can be parameters, but not fields."),
  INVALID_KEEP(6008, "'keep' applies to a callback that has one receiver."),
  TOO_MANY_PARAMETERS(6009, "The parameters of a call take at most 240 slots in Java."),
  INVALID_RETURN(6010, "Pointers, arrays and callbacks cannot be returned."),
  ON_ERROR_MISSING(6011, "A callback or export that returns a number needs 'on_error'."),
  ON_ERROR_NOT_ALLOWED(
      6012,
      "A callback or export that returns nothing, a struct or a handle cannot have"
          + " 'on_error'."),
  RECURSIVE_CALLBACK(6013, "A callback takes itself as a parameter, directly or through others."),
  CALLBACKS_NESTED_TOO_DEEP(6014, "Callbacks that take callbacks are nested at most 32 deep."),
  UNKNOWN_THREADS(6015, "'threads' is any or same."),
  INVALID_LISTENERS(6016, "A callback has from 0 to 1024 listeners."),
  INVALID_BATCH(6017, "A batched callback returns nothing, and its parameters can be copied."),
  BATCH_OUT_OF_RANGE(6018, "A batch holds from 2 to 65536 events."),
  INVALID_CRITICAL(6019, "A critical function cannot block or take a callback."),
  INVALID_RELEASE(
      6020, "'release' names a function that takes only this handle and returns nothing."),
  INVALID_OPTIONAL(6021, "'optional' applies to strings, handles and pointers to structs."),
  PARTIAL_BY_VALUE(6022, "A foreign struct that is described in part cannot be passed by value."),
  FOREIGN_PROTOTYPE(
      6023,
      "A function with 'extern' takes no callback; only its numbers, texts and pointers have a"
          + " 'c_type'."),

  UNREADABLE_LOCK(7001, "A lock cannot be read."),
  INVALID_LOCK(7002, "A lock has exactly the lines that 'tenon freeze' writes."),
  EDITED_LOCK(7003, "A lock was edited: its checksum does not match its text."),
  MISPLACED_LOCK(7004, "A lock is named after its schema and version."),
  VERSION_LOWERED(7005, "The version of a schema cannot be lower than a frozen version."),
  ALREADY_FROZEN(7006, "A frozen version cannot be frozen again with another contract."),

  SCHEMA_RENAMED(7011, Breaks.LAYOUT, "The name of the schema changed."),
  DATA_REMOVED(7012, Breaks.LAYOUT, "A type or region, or a member of one, was removed."),
  DATA_RENAMED(7013, Breaks.LAYOUT, "A type or region, or a member of one, was renamed."),
  DATA_ADDED(
      7014, Breaks.LAYOUT, "A type or region, or a member of one, was added without 'since'."),
  DATA_SINCE_CHANGED(
      7015, Breaks.LAYOUT, "'since' of a type or region, or of a member of one, changed."),
  FIELD_TYPE_CHANGED(7016, Breaks.LAYOUT, "The type of a field or an arm changed."),
  FIELD_MOVED(7017, Breaks.LAYOUT, "A field moved."),
  BYTE_ORDER_CHANGED(7018, Breaks.LAYOUT, "The byte order of a field changed."),
  ATOMIC_CHANGED(7019, Breaks.LAYOUT, "'atomic' of a field changed."),
  TAG_CHANGED(7020, Breaks.LAYOUT, "The tag of a union or of a field that holds a union changed."),
  BITS_CHANGED(7021, Breaks.LAYOUT, "The position or the enum of a bit range changed."),
  RESIZED(7022, Breaks.LAYOUT, "The size or alignment of a struct or union changed."),
  MESSAGE_ID_CHANGED(7023, Breaks.LAYOUT, "The message id of a struct changed."),
  STORAGE_CHANGED(7024, Breaks.LAYOUT, "The integer that stores an enum or flags changed."),
  NUMBER_CHANGED(7025, Breaks.LAYOUT, "The number of a value or a bit changed."),
  NUMBER_REUSED(7026, Breaks.LAYOUT, "A number or a name is reused for something else."),
  DATA_REORDERED(7027, Breaks.LAYOUT, "The order of the members of a type or region changed."),
  SECTION_CHANGED(7028, Breaks.LAYOUT, "The contents of a section changed."),
  SECTION_ADDED(7029, Breaks.LAYOUT, "A section was added to a region without 'since'."),
  LAYOUT_HISTORY_DIFFERS(7030, Breaks.LAYOUT, "The layout text of an earlier version changed."),

  C_PREFIX_CHANGED(7041, Breaks.ABI, "The prefix of C names changed."),
  CALL_REMOVED(7042, Breaks.ABI, "A callback, function, export or handle was removed."),
  CALL_RENAMED(7043, Breaks.ABI, "A callback, function, export or handle was renamed."),
  CALL_ADDED(7044, Breaks.ABI, "A callback, function, export or handle was added without 'since'."),
  CALL_SINCE_CHANGED(
      7045, Breaks.ABI, "'since' of a callback, function, export or handle changed."),
  PARAMETERS_CHANGED(7046, Breaks.ABI, "The parameters of a call changed."),
  RETURN_CHANGED(7047, Breaks.ABI, "The return type of a call changed."),
  THREADS_CHANGED(7048, Breaks.ABI, "The threads that may call a callback changed."),
  RELEASE_CHANGED(7049, Breaks.ABI, "The function that releases a handle changed."),
  SYMBOL_CHANGED(7050, Breaks.ABI, "The c_name of a call or a handle changed."),
  BATCHING_CHANGED(7051, Breaks.ABI, "A callback changed between single events and batches."),

  JAVA_PACKAGE_CHANGED(7061, Breaks.SOURCE, "The package of the Java classes changed."),
  NAME_REMOVED(7062, Breaks.SOURCE, "A constant, an alias or a mask was removed."),
  NAME_RENAMED(7063, Breaks.SOURCE, "A constant, an alias or a mask was renamed."),
  NAME_ADDED(7064, Breaks.SOURCE, "A constant, an alias or a mask was added without 'since'."),
  NAME_SINCE_CHANGED(7065, Breaks.SOURCE, "'since' of a constant, an alias or a mask changed."),
  CONSTANT_CHANGED(7066, Breaks.SOURCE, "The type or value of a constant changed."),
  MEANING_CHANGED(7067, Breaks.SOURCE, "The value of an alias or a mask changed."),
  JAVA_NAME_CHANGED(7068, Breaks.SOURCE, "A java_name changed."),
  C_NAME_CHANGED(7069, Breaks.SOURCE, "A c_name changed."),
  ON_ERROR_CHANGED(7070, Breaks.SOURCE, "The value that C receives when Java throws changed."),
  ERRNO_CHANGED(7071, Breaks.SOURCE, "A function began or stopped to capture errno."),
  LISTENING_CHANGED(7072, Breaks.SOURCE, "A callback became or ceased to be registrable."),
  LIMITS_NARROWED(7073, Breaks.SOURCE, "The limits of a field became narrower."),
  ABSENT_DEFAULT_CHANGED(
      7074, Breaks.SOURCE, "The default of a field changed that earlier versions do not have."),
  UNIT_CHANGED(7075, Breaks.SOURCE, "The unit of a field, constant or parameter changed."),
  TERMINATION_CHANGED(7076, Breaks.SOURCE, "The termination of a text changed."),
  SINGLE_BIT_CHANGED(7077, Breaks.SOURCE, "A single bit became a range, or a range a single bit."),
  ORIGIN_CHANGED(7078, Breaks.SOURCE, "A type is declared by another schema."),
  EXTERN_CHANGED(7079, Breaks.SOURCE, "A struct is declared by another C header, or by none."),

  VALUE_APPENDED(
      7091,
      new FragileSource(
          "a switch over the enum without 'default'",
          "a switch over the enum without 'default', as -Wswitch warns"),
      "A value was appended to an enum."),
  ARM_APPENDED(
      7092,
      new FragileSource("a switch over the union's Value without 'default'", ""),
      "An arm was appended to a union with a tag."),
  FIELD_APPENDED(
      7093,
      new FragileSource(
          "a record pattern of the struct's Value",
          "an initializer without designators, as -Wmissing-field-initializers warns"),
      "A field was appended to a struct."),
  MESSAGE_APPENDED(
      7094,
      new FragileSource(
          "a class that is the handler of two queues to both of which it was appended",
          "an initializer of the handler without designators, as -Wmissing-field-initializers"
              + " warns"),
      "A message was appended to a queue."),
  VALUE_RECORD_LOST(
      7095,
      new FragileSource("whatever uses the struct's Value", ""),
      "An appended field leaves a struct without its record Value in Java."),
  VALIDATION_LOST(
      7096,
      new FragileSource("", "calls of the function _validate of the struct"),
      "The last limit of a struct was removed, and with it its function _validate in C."),

  ADDED(7101, Breaks.NOTHING, "A declaration was added in a later version."),
  LIMITS_WIDENED(7102, Breaks.NOTHING, "The limits of a field became wider."),
  DEFAULT_CHANGED(7103, Breaks.NOTHING, "The default of a field changed."),
  UNIT_TOLD(
      7104, Breaks.NOTHING, "The unit of a field, constant or parameter was added or removed."),
  RESERVATION_CHANGED(7105, Breaks.NOTHING, "Reserved bytes, numbers or names changed."),
  CALL_HINT_CHANGED(7106, Breaks.NOTHING, "'critical', 'blocking' or a limit of a call changed.");

  private final int number;
  private final Severity severity;
  private final Optional<Breaks> breaks;
  private final Optional<FragileSource> fragile;
  private final String sentence;

  DiagnosticCode(int number, String sentence) {
    this(number, Severity.ERROR, sentence);
  }

  DiagnosticCode(int number, Severity severity, String sentence) {
    this(number, severity, Optional.empty(), Optional.empty(), sentence);
  }

  /** A change of a contract: an error when it breaks anything. */
  DiagnosticCode(int number, Breaks breaks, String sentence) {
    this(
        number,
        breaks == Breaks.NOTHING ? Severity.NOTE : Severity.ERROR,
        Optional.of(breaks),
        Optional.empty(),
        sentence);
  }

  /** A compatible change of a contract that breaks some sources all the same. */
  DiagnosticCode(int number, FragileSource fragile, String sentence) {
    this(number, Severity.NOTE, Optional.of(Breaks.SOME_SOURCE), Optional.of(fragile), sentence);
  }

  DiagnosticCode(
      int number,
      Severity severity,
      Optional<Breaks> breaks,
      Optional<FragileSource> fragile,
      String sentence) {
    this.number = number;
    this.severity = severity;
    this.breaks = breaks;
    this.fragile = fragile;
    this.sentence = sentence;
  }

  /** As printed: {@code TN2004}. */
  public String id() {
    return "TN" + number;
  }

  public Severity severity() {
    return severity;
  }

  /** Effect of a change of a contract; empty for other diagnostics. */
  public Optional<Breaks> breaks() {
    return breaks;
  }

  /** Source that a compatible change breaks; empty for changes that break none, or all. */
  public Optional<FragileSource> fragile() {
    return fragile;
  }

  /** Description of the error or of the violated rule, in one sentence. */
  public String sentence() {
    return sentence;
  }
}
