// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

/** Names of the kinds of declarations in messages. */
public final class DeclarationKind {

  private DeclarationKind() {}

  /** Returns the kind of a declaration in one word; {@code name} for a member. */
  public static String of(Declaration declaration) {
    if (declaration instanceof FlagBit) {
      return "flag";
    } else if (declaration instanceof FlagMask) {
      return "mask";
    } else if (declaration instanceof Constant) {
      return "constant";
    } else if (declaration instanceof EnumType) {
      return "enum";
    } else if (declaration instanceof FlagsType) {
      return "flags";
    } else if (declaration instanceof StructType) {
      return "struct";
    } else if (declaration instanceof UnionType) {
      return "union";
    } else if (declaration instanceof Region) {
      return "region";
    } else if (declaration instanceof HandleType) {
      return "handle";
    } else if (declaration instanceof Callback) {
      return "callback";
    } else if (declaration instanceof NativeFunction) {
      return "function";
    } else if (declaration instanceof Export) {
      return "export";
    }
    return "name";
  }
}
