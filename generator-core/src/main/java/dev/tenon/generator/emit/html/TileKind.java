// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;
import java.util.Locale;

/** Kind of a member, told by a colour. Arrays have the colour of their elements. */
enum TileKind {
  INTEGER("integers"),
  REAL("floating point"),
  TEXT("text"),
  NAMED("enums and flags"),
  BYTE("bool and char"),
  MEANING("times, decimals, addresses"),
  COMPOSITE("structs and unions"),
  COUNT("lengths of lists"),
  RESERVED("reserved"),
  PADDING("padding"),
  GAP("not described");

  private final String text;

  TileKind(String text) {
    this.text = text;
  }

  static TileKind of(Member member) {
    if (member instanceof FieldMember field) {
      return of(field.field().valueType());
    } else if (member instanceof CountMember) {
      return COUNT;
    }
    return switch (((PaddingMember) member).filler()) {
      case RESERVED -> RESERVED;
      case GAP -> GAP;
      case PADDING -> PADDING;
    };
  }

  private static TileKind of(Type type) {
    if (type instanceof StringType) {
      return TEXT;
    } else if (type instanceof EnumType || type instanceof FlagsType) {
      return NAMED;
    } else if (type instanceof SemanticType) {
      return MEANING;
    } else if (type instanceof ScalarType scalar) {
      return switch (scalar.kind()) {
        case UNSIGNED, SIGNED -> INTEGER;
        case FLOAT -> REAL;
        case BOOL, CHAR -> BYTE;
      };
    }
    return COMPOSITE;
  }

  /** Name of the kind in the style sheet, where bytes without a meaning look alike. */
  String css() {
    return (this == GAP ? PADDING : this).name().toLowerCase(Locale.ROOT);
  }

  /** Name of the kind in the legend. */
  String text() {
    return text;
  }
}
