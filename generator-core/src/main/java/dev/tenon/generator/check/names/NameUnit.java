// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.schema.Declaration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Names that generated code has because of one declaration and that yield to others together.
 *
 * @param owner the declaration, null for what every schema has
 * @param role which of the declaration's names these are, empty for those that are called after it
 * @param since the version that brought them; 0 for what cannot yield
 * @param names the names as they are at the moment, with all {@code _} behind them
 */
record NameUnit(Declaration owner, String role, int since, Supplier<List<Name>> names) {

  /**
   * One name.
   *
   * @param scope where it has to be unique
   * @param enclosing scope whose names it must not hide, empty for none
   * @param key what has to be unique, such as a signature
   * @param shown the same in the words of a diagnostic
   * @param isOwn whether it is the declaration's name, not one that is made from it
   * @param isShared whether others that are shared, too, may have it
   */
  record Name(
      String scope, String enclosing, String key, String shown, boolean isOwn, boolean isShared) {

    /** The name of a declaration. */
    static Name own(String scope, String name) {
      return new Name(scope, "", name, name, true, false);
    }

    /** A name that is made from that of a declaration. */
    static Name made(String scope, String name) {
      return new Name(scope, "", name, name, false, false);
    }

    Name inside(String outer) {
      return new Name(scope, outer, key, shown, isOwn, isShared);
    }

    Name as(String words) {
      return new Name(scope, enclosing, key, words, isOwn, isShared);
    }

    Name shared() {
      return new Name(scope, enclosing, key, shown, isOwn, true);
    }
  }

  /** Names that are there whatever the schema says. */
  static NameUnit fixed(List<Name> names) {
    return new NameUnit(null, "", 0, () -> names);
  }

  static NameUnit of(Declaration owner, int since, Supplier<List<Name>> names) {
    return new NameUnit(owner, "", Math.max(1, since), names);
  }
}
