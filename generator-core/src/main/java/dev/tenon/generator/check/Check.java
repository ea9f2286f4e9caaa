// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.reader.Places;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a rule may look at, and where it reports. */
record Check(Schema schema, Layouts layouts, Places places, Diagnostics diagnostics) {

  void report(DiagnosticCode code, Span span, String message) {
    diagnostics.report(code, span, message);
  }

  void report(Diagnostic diagnostic) {
    diagnostics.report(diagnostic);
  }

  /** Everything that shares the schema's one name space, in the order of the text. */
  List<Declaration> topLevel() {
    List<Declaration> all = new ArrayList<>();
    all.addAll(schema.constants());
    all.addAll(schema.enums());
    all.addAll(schema.flags());
    all.addAll(schema.structs());
    all.addAll(schema.regions());
    all.sort(Comparator.comparing(Declaration::span));
    return all;
  }

  /** Everything that has a name, parts of types and regions included. */
  Stream<Declaration> everyDeclaration() {
    return topLevel().stream().flatMap(Check::withParts);
  }

  /** What a declaration consists of. */
  static List<? extends Declaration> parts(Declaration declaration) {
    if (declaration instanceof EnumType type) {
      return type.values();
    } else if (declaration instanceof FlagsType type) {
      return type.bits();
    } else if (declaration instanceof StructType type) {
      return type.fields();
    } else if (declaration instanceof Region region) {
      return region.contents();
    }
    return List.of();
  }

  private static Stream<Declaration> withParts(Declaration declaration) {
    return Stream.concat(Stream.of(declaration), parts(declaration).stream());
  }

  /** Whether a declaration stands in the schema itself, not inside another one. */
  static boolean isTopLevel(Declaration declaration) {
    return !(declaration instanceof EnumValue
        || declaration instanceof FlagBit
        || declaration instanceof Field
        || declaration instanceof Section);
  }

  /** What a declaration is, in the words of a diagnostic. */
  static String kind(Declaration declaration) {
    if (declaration instanceof Constant) {
      return "constant";
    } else if (declaration instanceof EnumType) {
      return "enum";
    } else if (declaration instanceof FlagsType) {
      return "flags";
    } else if (declaration instanceof StructType) {
      return "struct";
    } else if (declaration instanceof Region) {
      return "region";
    }
    return "name";
  }
}
