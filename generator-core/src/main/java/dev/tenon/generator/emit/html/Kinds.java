// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;

/** What a declaration is, in a word. */
final class Kinds {

  private Kinds() {}

  static String of(Declaration declaration) {
    if (declaration instanceof StructType) {
      return "struct";
    } else if (declaration instanceof UnionType) {
      return "union";
    } else if (declaration instanceof EnumType) {
      return "enum";
    } else if (declaration instanceof FlagsType) {
      return "flags";
    } else if (declaration instanceof Constant) {
      return "constant";
    } else if (declaration instanceof HandleType) {
      return "handle";
    } else if (declaration instanceof Callback) {
      return "callback";
    } else if (declaration instanceof NativeFunction) {
      return "function";
    } else if (declaration instanceof Export) {
      return "export";
    } else if (declaration instanceof Region) {
      return "region";
    }
    throw new IllegalArgumentException("not at the top of a schema: " + declaration.name());
  }
}
