// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Schema;
import java.util.Locale;
import java.util.Set;

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

  // Macros that gcc and clang predefine, or that headers of the C library define, in lower case.
  private static final Set<String> MACROS =
      Words.set(
          """
          assert errno complex imaginary noreturn offsetof setjmp stdin stdout stderr va_arg
          va_start va_end va_copy linux unix i386 near far interface small major minor makedev I
          NULL EOF
          """);

  private CNames() {}

  /** Type of an enum, flags, struct or region: {@code mkt_quote}. */
  public static String type(Schema schema, Declaration declaration) {
    return schema.cPrefix() + "_" + suffix(declaration);
  }

  /** A name behind the prefix of another: {@code quotes} in {@code mkt_market_feed_quotes_poll}. */
  public static String suffix(Declaration declaration) {
    return declaration.names().c().orElse(Words.snake(declaration.name()));
  }

  /** Member of a struct, as spelled in the schema. */
  public static String member(Declaration declaration) {
    String name = declaration.name();
    return declaration
        .names()
        .c()
        .orElse(KEYWORDS.contains(name) || MACROS.contains(name) ? name + "_" : name);
  }

  /** A member behind a verb or a type: {@code price} in {@code mkt_quote_set_price}. */
  public static String stem(Declaration declaration) {
    return declaration.names().c().orElse(declaration.name());
  }

  /**
   * A parameter or a member that is called after a type: {@code quote} for {@code mkt_quote}.
   *
   * @param taken names that generated code uses at the same place
   */
  public static String variable(Declaration declaration, Set<String> taken) {
    String name = suffix(declaration);
    boolean reserved = KEYWORDS.contains(name) || MACROS.contains(name) || taken.contains(name);
    return reserved ? name + "_" : name;
  }

  /** Macro that belongs to a type or stands alone: {@code MKT_QUOTE} plus {@code _SIZE}. */
  public static String constant(Schema schema, Declaration declaration) {
    return schema.cPrefix().toUpperCase(Locale.ROOT)
        + "_"
        + declaration
            .names()
            .c()
            .orElse(Words.upperSnake(declaration.name()))
            .toUpperCase(Locale.ROOT);
  }

  /** Value of an enum or mask of a flag: {@code MKT_SIDE_BUY}. */
  public static String value(Schema schema, Declaration type, Declaration value) {
    return constant(schema, type)
        + "_"
        + value.names().c().orElse(Words.upperSnake(value.name())).toUpperCase(Locale.ROOT);
  }

  /** Macro of the schema itself: {@code MKT_LAYOUT_HASH}. */
  public static String schemaConstant(Schema schema, String suffix) {
    return schema.cPrefix().toUpperCase(Locale.ROOT) + "_" + suffix;
  }

  /** Whether a name may be given by {@code c_name} or {@code prefix}. */
  public static boolean isUsable(String name) {
    return !KEYWORDS.contains(name)
        && !MACROS.contains(name)
        && name.matches("[A-Za-z][A-Za-z0-9_]*");
  }
}
