// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Reserved;
import dev.tenon.generator.schema.StructType;
import java.math.BigInteger;
import java.util.List;

/** What was used once does not come back with another meaning. */
final class ReservedRule implements Rule {

  @Override
  public void check(Check check) {
    for (EnumType type : check.schema().enums()) {
      type.values()
          .forEach(value -> number(check, type.reserved(), value, "value", value.number()));
      names(check, type.reserved(), type.values());
      names(check, type.reserved(), type.aliases());
    }
    for (FlagsType type : check.schema().flags()) {
      type.bits()
          .forEach(
              bit -> number(check, type.reserved(), bit, "bit", BigInteger.valueOf(bit.bit())));
      names(check, type.reserved(), type.bits());
      names(check, type.reserved(), type.masks());
    }
    for (StructType struct : check.schema().structs()) {
      if (struct.messageId().isPresent()) {
        BigInteger id = BigInteger.valueOf(struct.messageId().getAsInt());
        number(check, check.schema().reservedIds(), struct, "id", id);
      }
    }
  }

  private static void number(
      Check check, Reserved reserved, Declaration user, String key, BigInteger number) {
    reserved
        .of(number)
        .ifPresent(
            place ->
                check.report(
                    Diagnostic.of(
                            DiagnosticCode.RESERVED_NUMBER,
                            check.places().of(user, key),
                            "%d is reserved and '%s' cannot have it".formatted(number, user.name()))
                        .withRelated(place, "reserved here")
                        .withHelp("take a number that was never used")));
  }

  private static void names(Check check, Reserved reserved, List<? extends Declaration> users) {
    for (Declaration user : users) {
      reserved
          .of(user.name())
          .ifPresent(
              place ->
                  check.report(
                      Diagnostic.of(
                              DiagnosticCode.RESERVED_BY_SCHEMA,
                              user.span(),
                              "the name '%s' is reserved".formatted(user.name()))
                          .withRelated(place, "reserved here")));
    }
  }
}
