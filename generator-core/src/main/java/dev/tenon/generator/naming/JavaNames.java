// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Yields.Language;
import java.util.Locale;
import java.util.Set;

/**
 * Java spellings: types in {@code PascalCase}, members in {@code camelCase}, constants in {@code
 * UPPER_SNAKE}. A {@code java_name} is taken as it is; a name that Java reserves gets a trailing
 * {@code _}.
 */
public final class JavaNames {

  // Java Language Specification 25, section 3.9, with the literals and 'yield': no method of this
  // name can be called without a receiver.
  private static final Set<String> KEYWORDS =
      Words.set(
          """
          _ abstract assert boolean break byte case catch char class const continue default do
          double else enum extends false final finally float for goto if implements import
          instanceof int interface long native new null package private protected public return
          short static strictfp super switch synchronized this throw throws transient true try
          void volatile while yield
          """);

  // The contextual keywords that may not name a type.
  private static final Set<String> NO_TYPES = Words.set("permits record sealed var");

  // Types that generated code refers to by simple name, so that a user's type must not hide them.
  private static final Set<String> TYPES =
      Words.set(
          """
          Array ByteOrder Duration Iterable Iterator List Long Integer Short Byte Boolean
          Character Double Float Math MemoryLayout MemorySegment NoSuchElementException Object
          Objects Override Record Region RegionAddress RegionDescriptor RegionOptions Queue
          QueueConsumer QueueProducer QueueFullException MessageHandler RuntimeVersion
          SectionAbsentException SectionSize
          TypedConsumer TypedProducer TypedQueue TypedRegion SegmentAllocator String StringBuilder
          StructLayout Throwable Value ValueLayout VarHandle AutoCloseable Arena Comparable Enum
          Error Exception IllegalArgumentException IllegalStateException StandardCharsets System
          SuppressWarnings Class Void Arguments BlockingCalls CallFrame CallbackContext
          CallbackException CallbackExceptions CallbackRegistry Downcalls Errno ExportBinding
          FunctionDescriptor FunctionalInterface LibraryMismatchException LibraryNotFoundException
          Linker ListenerLimitException MethodHandle MethodHandles Native NativeCallback
          NativeHandle NativeLibrary NativeMemory Path Raw Registration Thread
          UnsupportedOperationException Upcalls Views ArithmeticException AssertionError
          BigDecimal Deprecated IndexOutOfBoundsException Inet4Address Inet6Address Instant
          UnionLayout UUID
          """);

  // Methods without parameters that every object or every generated struct has already.
  private static final Set<String> MEMBERS =
      Words.set(
          """
          asSegment backing backingOffset toValue toString hashCode getClass notify notifyAll wait
          clone finalize
          """);

  /** Packages of the JDK: it refuses to load or to compile others' classes in most of them. */
  private static final Set<String> JDK_PACKAGES =
      Words.set(
          """
          com.sun images.toolbarButtonGraphics java javax jdk netscape.javascript org.ietf.jgss
          org.jcp.xml.dsig org.w3c.dom org.xml.sax sun toolbarButtonGraphics
          """);

  /** Names that a region class needs itself; sections of such a name get a trailing underscore. */
  private static final Set<String> REGION_MEMBERS = Words.set("close region");

  /** Role in which the names that come with growth yield. */
  public static final String GROWTH = "growth";

  private JavaNames() {}

  /** Whether a package is one of the JDK, or lies in one. */
  public static boolean isOfJdk(String packageName) {
    return JDK_PACKAGES.stream().anyMatch(jdk -> (packageName + ".").startsWith(jdk + "."));
  }

  /** Class of an enum, flags, struct, handle, callback or region. */
  public static String type(Declaration declaration) {
    return declaration.names().java().orElse(unreserved(pascal(declaration)) + end(declaration));
  }

  /** A type that is in PascalCase already stays: {@code HTTPServer}. */
  private static String pascal(Declaration declaration) {
    return Spelling.of(declaration) == Spelling.PASCAL_CASE
        ? Spelling.PASCAL_CASE.kept(declaration.name())
        : Words.pascal(declaration.name());
  }

  /** Suffix of a name that yielded to another one. */
  private static String end(Declaration declaration) {
    return declaration.names().yields().end(Language.JAVA, "");
  }

  private static String unreserved(String className) {
    return TYPES.contains(className) ? className + "_" : className;
  }

  /** Accessor of a field or of a region's content, and component of the value record. */
  public static String member(Declaration declaration) {
    return declaration
        .names()
        .java()
        .orElse(free(Words.camel(declaration.name())) + end(declaration));
  }

  /** Method of a region class for a section. */
  public static String section(Declaration section) {
    String member = member(section);
    return REGION_MEMBERS.contains(member) ? member + "_" : member;
  }

  /** Method of a region class that tells whether a section is there. */
  public static String has(Declaration section) {
    return "has" + capitalized(section);
  }

  /** Method of a region class that returns the waits for a struct. */
  public static String waits(Declaration section) {
    String name = capitalized(section);
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) + "Waits";
  }

  private static String free(String member) {
    return KEYWORDS.contains(member) || MEMBERS.contains(member) ? member + "_" : member;
  }

  /** Accessor of some bits of a field: {@code controlMode}. */
  public static String range(Declaration field, Declaration bits) {
    String name = field.names().java().orElse(Words.camel(field.name()));
    return free(name + ofType(bits)) + end(bits);
  }

  /** Accessor of the number or the bytes that are stored, beside that of what they stand for. */
  public static String raw(String name) {
    return name + "Raw";
  }

  /** Method that counts the elements of a list. */
  public static String count(Declaration list) {
    return member(list) + "Count";
  }

  /** Method that appends to a list. */
  public static String add(Declaration list) {
    return "add" + capitalized(list);
  }

  /** Method that returns the position of an element of a list. */
  public static String position(Declaration list) {
    return member(list) + "At";
  }

  /** Method that removes all elements of a list. */
  public static String clear(Declaration list) {
    return "clear" + capitalized(list);
  }

  /** Method that selects an arm of a union. */
  public static String select(Declaration arm) {
    return "select" + capitalized(arm);
  }

  /** Method of the value record that returns a copy with another value of a field. */
  public static String with(Declaration field) {
    return "with" + capitalized(field);
  }

  /** Record of an arm of a union. */
  public static String armType(Declaration arm) {
    return unreserved(ofType(arm)) + end(arm);
  }

  /** Name of a member behind a prefix: {@code getAndAddSequence}, {@code claimQuote}. */
  public static String capitalized(Declaration declaration) {
    return ofType(declaration) + end(declaration);
  }

  /**
   * A type behind a verb, wherever its own name had to yield: {@code Quote} in {@code claimQuote}.
   */
  public static String ofType(Declaration declaration) {
    String name = declaration.names().java().orElse(pascal(declaration));
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** Field with the flyweight that is used for every message of a type. */
  public static String cursor(Declaration message) {
    String type = type(message);
    return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1) + "Cursor";
  }

  /** A method that a struct has because it has grown. */
  public static String growth(Declaration struct, String method) {
    return method + struct.names().yields().end(Language.JAVA, GROWTH);
  }

  /** Constant that holds where a field lies. */
  public static String offset(Declaration field) {
    return Words.upperSnake(field.names().java().orElse(field.name())) + end(field) + "_OFFSET";
  }

  /** Constant that holds where the count of a list lies. */
  public static String countOffset(Declaration list) {
    return offset(list).replaceFirst("_OFFSET$", "_COUNT_OFFSET");
  }

  /** Constant, enum value or flag. */
  public static String constant(Declaration declaration) {
    return declaration
        .names()
        .java()
        .orElse(Spelling.UPPER_SNAKE_CASE.kept(declaration.name()) + end(declaration));
  }

  /** Class that the types of a schema share. */
  public static String supportType(Schema schema) {
    return Words.pascal(schema.name()) + "Support";
  }

  /** Class that holds the constants of a schema. */
  public static String constantsType(Schema schema) {
    return Words.pascal(schema.name()) + "Constants";
  }

  /** Class through which Java uses a native library. */
  public static String facadeType(Schema schema) {
    return unreserved(Words.pascal(schema.name()));
  }

  /** Interface of what Java implements for C. */
  public static String exportsType(Schema schema) {
    return Words.pascal(schema.name()) + "Exports";
  }

  /** Class that holds the ABI of a schema. */
  public static String abiType(Schema schema) {
    return Words.pascal(schema.name()) + "Abi";
  }

  /** Class through which C calls a callback of Java's. */
  public static String stubType(Declaration callback) {
    return type(callback) + "Stub";
  }

  /** Constant that goes with a function, in a class whose members are called as the functions. */
  public static String handle(Declaration declaration) {
    return Words.upperSnake(declaration.name());
  }

  /** Class that binds the exports of a schema when C starts Java. */
  public static String exportsBinderType(Schema schema) {
    return Words.pascal(schema.name()) + "ExportsBinder";
  }

  /** Whether generated code refers to another type by this simple name. */
  public static boolean isReservedType(String name) {
    return TYPES.contains(name);
  }

  /** Whether a name may be given by {@code java_name}, or stand in a package name. */
  public static boolean isUsable(String name) {
    return !KEYWORDS.contains(name) && !NO_TYPES.contains(name) && isIdentifier(name);
  }

  /** Whether a name is an identifier, of ASCII characters. */
  public static boolean isIdentifier(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*");
  }
}
