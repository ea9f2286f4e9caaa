// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

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

  /** What it is called, written in itself. */
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
}
