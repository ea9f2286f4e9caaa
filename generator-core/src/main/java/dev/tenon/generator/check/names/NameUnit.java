// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.schema.Declaration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Names that generated code has because of one declaration. When one of them has to yield to
 * another name, all of them get a trailing {@code _}.
 *
 * @param owner the declaration; null for names that every schema has
 * @param role group of the declaration's names; empty for those that contain its own name
 * @param since version that introduced the names; 0 for names that never yield
 * @param names current spelling of the names, with each trailing {@code _}
 */
record NameUnit(Declaration owner, String role, int since, Supplier<List<Name>> names) {

  /**
   * One name.
   *
   * @param scope scope in which the name has to be unique
   * @param enclosing scope whose names it must not hide; empty for none
   * @param key value that has to be unique, such as a signature
   * @param shown text for diagnostics
   * @param isOwn whether it is the name of the declaration, not one derived from it
   * @param isShared whether other shared names may be equal
   */
  record Name(
      String scope, String enclosing, String key, String shown, boolean isOwn, boolean isShared) {

    /** The name of a declaration. */
    static Name own(String scope, String name) {
      return new Name(scope, "", name, name, true, false);
    }

    /** A name derived from that of a declaration. */
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

  /** Names that every schema has. */
  static NameUnit fixed(List<Name> names) {
    return new NameUnit(null, "", 0, () -> names);
  }

  static NameUnit of(Declaration owner, int since, Supplier<List<Name>> names) {
    return new NameUnit(owner, "", Math.max(1, since), names);
  }
}
