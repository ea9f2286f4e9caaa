// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Identifier;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.DeclarationKind;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagMask;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ScalarType;
import java.util.HashMap;
import java.util.Map;

/** The bits of flags are all different and exist in the unsigned integer that stores them. */
public final class FlagsRule implements Rule {

  @Override
  public void check(Check check) {
    for (FlagsType type : check.schema().flags()) {
      if (type.storage().kind() != ScalarType.Kind.UNSIGNED) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.INVALID_STORAGE,
                    check.places().of(type, "type"),
                    "flags '%s' cannot be stored in %s"
                        .formatted(type.name(), type.storage().spelling()))
                .withHelp("use an unsigned integer: u8, u16, u32 or u64"));
      } else if (check.places().isComplete(type)) {
        type.bits().forEach(bit -> range(check, type.storage(), bit));
      }
      duplicates(check, type);
      names(check, type);
    }
  }

  /** Flags, masks and the name of none stand in different places, where a name may come again. */
  private static void names(Check check, FlagsType type) {
    Map<String, Declaration> known = new HashMap<>();
    type.bits().forEach(bit -> known.put(bit.name(), bit));
    for (FlagMask mask : type.masks()) {
      Declaration first = known.putIfAbsent(mask.name(), mask);
      if (first != null) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.DUPLICATE_NAME,
                    mask.span(),
                    "'%s' is declared twice".formatted(Identifier.shortened(mask.name())))
                .withRelated(first.span(), "first as " + DeclarationKind.of(first)));
      }
    }
  }

  private static void range(Check check, ScalarType storage, FlagBit bit) {
    int bits = storage.bytes() * Byte.SIZE;
    if (bit.bit() < 0 || bit.bit() >= bits) {
      check.report(
          Diagnostic.of(
              DiagnosticCode.BIT_OUT_OF_RANGE,
              check.places().of(bit, "bit"),
              "bit %s of '%s' is not in %s, which has bits 0 to %d"
                  .formatted(
                      check.places().of(bit, "bit").text(),
                      bit.name(),
                      storage.spelling(),
                      bits - 1)));
    }
  }

  private static void duplicates(Check check, FlagsType type) {
    Map<Integer, FlagBit> known = new HashMap<>();
    for (FlagBit bit : type.bits()) {
      FlagBit first = known.putIfAbsent(bit.bit(), bit);
      // Numbers far out of range were brought together by the reader.
      if (first != null && bit.bit() >= 0 && bit.bit() < Long.SIZE) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.DUPLICATE_BIT,
                    check.places().of(bit, "bit"),
                    "'%s' is the same bit as '%s'".formatted(bit.name(), first.name()))
                .withRelated(check.places().of(first, "bit"), "first here"));
      }
    }
  }
}
