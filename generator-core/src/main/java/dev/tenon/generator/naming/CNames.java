// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.Yields.Language;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * C spellings: types are the prefix and {@code snake_case}, members are as in the schema, constants
 * are the prefix and {@code UPPER_SNAKE}. A {@code c_name} is taken as it is, without the prefix; a
 * member that C, C++ or a common system header reserves gets a trailing {@code _}.
 */
public final class CNames {

  // Keywords of C11 (6.4.1), C23 and C++20 ([lex.key], alternative tokens included).
  private static final Set<String> KEYWORDS =
      Words.set(
          """
          alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t
          char32_t char8_t class co_await co_return co_yield compl concept const const_cast
          consteval constexpr constinit continue decltype default delete do double dynamic_cast
          else enum explicit export extern false float for friend goto if inline int long mutable
          namespace new noexcept not not_eq nullptr operator or or_eq private protected public
          register reinterpret_cast requires restrict return short signed sizeof static
          static_assert static_cast struct switch template this thread_local throw true try
          typedef typeid typename typeof typeof_unqual union unsigned using virtual void volatile
          wchar_t while xor xor_eq
          """);

  // Names of a callback's own parameters and variables in generated code.
  private static final Set<String> IN_CALLBACKS =
      Words.set(
          """
          context results capacity batch emission listener call answer called next
          """);

  // The same of an export.
  private static final Set<String> IN_EXPORTS =
      Words.set("bound is_bound java on_error admission answer");

  // Types that parameters and members are declared with.
  private static final Set<String> TYPES =
      Words.set(
          """
          int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intmax_t uintmax_t
          intptr_t uintptr_t size_t ptrdiff_t max_align_t double_t float_t tenon_callback
          tenon_emission tenon_listener tenon_registration tenon_registry tenon_status
          """);

  private CNames() {}

  /**
   * Type or function that is called after a declaration: {@code mkt_quote}. What is imported keeps
   * the prefix of the schema that declares it. A {@code c_name} is the whole name.
   */
  public static String type(Schema schema, Declaration declaration) {
    return declaration
        .names()
        .c()
        .orElseGet(() -> prefix(schema, declaration) + suffix(declaration));
  }

  private static String prefix(Schema schema, Declaration declaration) {
    return schema.owner(declaration).cPrefix() + "_";
  }

  /** A name behind the prefix of another: {@code quotes} in {@code mkt_market_feed_quotes_poll}. */
  public static String suffix(Declaration declaration) {
    return declaration.names().c().orElse(Words.snake(declaration.name()) + end(declaration));
  }

  /**
   * A type behind the name of what deals with it: {@code quote} in {@code …_claim_quote}. A {@code
   * c_name} is there without the prefix, if it has it.
   */
  public static String ofType(Schema schema, Declaration type) {
    String prefix = prefix(schema, type);
    return type.names()
        .c()
        .map(
            name ->
                name.startsWith(prefix) && isIdentifier(name.substring(prefix.length()))
                    ? name.substring(prefix.length())
                    : name)
        .orElseGet(() -> Words.snake(type.name()));
  }

  /** Suffix of a name that yielded to another one. */
  private static String end(Declaration declaration) {
    return declaration.names().yields().end(Language.C, "");
  }

  /** Member of a struct, as spelled in the schema. */
  public static String member(Declaration declaration) {
    return declaration.names().c().orElse(unreserved(declaration.name()) + end(declaration));
  }

  /** The name itself, or with a trailing {@code _} if it is reserved. */
  static String unreserved(String name) {
    return isReserved(name) || TYPES.contains(name) ? name + "_" : name;
  }

  /** A member behind a verb or a type: {@code price} in {@code mkt_quote_set_price}. */
  public static String stem(Declaration declaration) {
    return declaration.names().c().orElse(declaration.name() + end(declaration));
  }

  /**
   * A parameter or a member that is called after a type: {@code quote} for {@code mkt_quote}.
   *
   * @param taken names that generated code uses at the same place
   */
  public static String variable(Schema schema, Declaration declaration, Set<String> taken) {
    String name = ofType(schema, declaration);
    boolean hides = name.equals(type(schema, declaration));
    return hides || isReserved(name) || taken.contains(name) ? name + "_" : name;
  }

  /** A member of a region's struct for one of its sections. */
  public static String variable(Section section, Set<String> taken) {
    String name = section.names().c().orElse(Words.snake(section.name()));
    return isReserved(name) || taken.contains(name) ? name + "_" : name;
  }

  /**
   * A parameter, as spelled in the schema. It gets a trailing {@code _} when generated code uses
   * the name beside it, even if it was given: the code has to compile.
   */
  public static String parameter(Invocable owner, Parameter parameter) {
    String name = member(parameter);
    Set<String> taken =
        owner instanceof Callback
            ? IN_CALLBACKS
            : owner instanceof Export ? IN_EXPORTS : Set.<String>of();
    return taken.contains(name) || TYPES.contains(name) ? name + "_" : name;
  }

  /**
   * Macro of a constant, or the beginning of those of a type: {@code MKT_QUOTE} plus {@code _SIZE}.
   * A {@code c_name} is the whole name: as it is for a constant, in capitals for a type.
   */
  public static String constant(Schema schema, Declaration declaration) {
    Optional<String> given = declaration.names().c();
    if (given.isPresent()) {
      return declaration instanceof Constant ? given.get() : given.get().toUpperCase(Locale.ROOT);
    }
    return prefix(schema, declaration).toUpperCase(Locale.ROOT) + upper(declaration);
  }

  /** The end of a macro that is called after a member: {@code PRICE}. */
  static String upper(Declaration declaration) {
    return declaration
        .names()
        .c()
        .orElse(upperWords(declaration) + end(declaration))
        .toUpperCase(Locale.ROOT);
  }

  private static String upperWords(Declaration declaration) {
    return Spelling.of(declaration) == Spelling.UPPER_SNAKE_CASE
        ? Spelling.UPPER_SNAKE_CASE.kept(declaration.name())
        : Words.upperSnake(declaration.name());
  }

  /** Value of an enum or mask of a flag: {@code MKT_SIDE_BUY}. A {@code c_name} is all of it. */
  public static String value(Schema schema, Declaration type, Declaration value) {
    return value.names().c().orElseGet(() -> constant(schema, type) + "_" + upper(value));
  }

  /** Macro of the schema itself: {@code MKT_LAYOUT_HASH}. */
  public static String schemaConstant(Schema schema, String suffix) {
    return schema.cPrefix().toUpperCase(Locale.ROOT) + "_" + suffix;
  }

  /** Function or variable of the schema itself: {@code mkt_abi}. */
  public static String schemaName(Schema schema, String suffix) {
    return schema.cPrefix() + "_" + suffix;
  }

  /**
   * Whether a name may be that of something in a foreign header, which has names that are reserved
   * elsewhere: of the implementation, and of macros.
   */
  public static boolean isUsableInForeignHeader(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") && !KEYWORDS.contains(name);
  }

  /** Whether a name may be given by {@code c_name} or {@code prefix}. */
  public static boolean isUsable(String name) {
    return !isReserved(name) && !TYPES.contains(name) && isIdentifier(name);
  }

  /** Whether a name begins like those of the runtime. */
  public static boolean isOfRuntime(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith("tenon_");
  }

  /** Whether a name is a keyword of C or C++, or a macro of a header that is included. */
  public static boolean isReserved(String name) {
    return KEYWORDS.contains(name) || CMacros.contains(name);
  }

  /** Keywords, and types of standard headers, which a name of several parts may meet. */
  public static Set<String> reservedWords() {
    return Stream.concat(KEYWORDS.stream(), TYPES.stream().filter(name -> !isOfRuntime(name)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a name is an identifier that C leaves to programs. */
  public static boolean isIdentifier(String name) {
    return name.matches("[A-Za-z][A-Za-z0-9_]*");
  }
}
