// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumAlias;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagMask;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ReservedBytes;
import dev.tenon.generator.schema.Section;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The spellings that the schema language recommends, one for each kind of name. An acronym in
 * capitals is fine in a type: {@code HTTPServer}.
 */
public enum Spelling {
  /** Types. */
  PASCAL_CASE("PascalCase", "[A-Z][A-Za-z0-9]*", Words::pascal),
  /** Fields, parameters, functions, and what a region contains. */
  SNAKE_CASE("snake_case", "[a-z][a-z0-9]*(_[a-z0-9]+)*", Words::snake),
  /** Constants, values and bits. */
  UPPER_SNAKE_CASE("UPPER_SNAKE_CASE", "[A-Z][A-Z0-9]*(_[A-Z0-9]+)*", Words::upperSnake);

  private final String label;
  private final Pattern pattern;
  private final UnaryOperator<String> spell;

  Spelling(String label, String pattern, UnaryOperator<String> spell) {
    this.label = label;
    this.pattern = Pattern.compile(pattern);
    this.spell = spell;
  }

  /** Name of this spelling, written in itself. */
  public String label() {
    return label;
  }

  public boolean fits(String name) {
    return pattern.matcher(name).matches();
  }

  /** Returns the same words in this spelling. */
  public String of(String name) {
    return spell.apply(name);
  }

  /** Returns a name as it is when it is in this spelling, else its words in this spelling. */
  String kept(String name) {
    return fits(name) ? name : of(name);
  }

  /** The spelling that is recommended where a declaration stands. */
  public static Spelling of(Declaration declaration) {
    if (declaration instanceof Constant
        || declaration instanceof EnumValue
        || declaration instanceof EnumAlias
        || declaration instanceof FlagBit
        || declaration instanceof FlagMask) {
      return UPPER_SNAKE_CASE;
    } else if (declaration instanceof Field
        || declaration instanceof BitRange
        || declaration instanceof ReservedBytes
        || declaration instanceof Parameter
        || declaration instanceof NativeFunction
        || declaration instanceof Export
        || declaration instanceof Section) {
      return SNAKE_CASE;
    }
    return PASCAL_CASE;
  }
}
