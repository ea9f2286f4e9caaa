// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.contract;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Reserved;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Rejects reserved numbers and names that are used again. */
public final class ReservedRule implements Rule {

  private static final BigInteger MAX_ID = BigInteger.valueOf(65_535);

  @Override
  public void check(Check check) {
    for (EnumType type : check.schema().enums()) {
      ReservedThings reserved = new ReservedThings(check, type.reserved());
      type.values().forEach(value -> reserved.number(value, "value", value.number()));
      reserved.names(type.values());
      reserved.names(type.aliases());
      if (type.storage().isInteger()) {
        reserved.range(
            DiagnosticCode.ENUM_VALUE_OUT_OF_RANGE, type.storage().min(), type.storage().max());
      }
    }
    for (FlagsType type : check.schema().flags()) {
      ReservedThings reserved = new ReservedThings(check, type.reserved());
      type.bits().forEach(bit -> reserved.number(bit, "bit", BigInteger.valueOf(bit.bit())));
      reserved.names(type.bits());
      reserved.names(type.masks());
      if (type.storage().kind() == ScalarType.Kind.UNSIGNED) {
        int bits = type.storage().bytes() * Byte.SIZE;
        reserved.range(
            DiagnosticCode.BIT_OUT_OF_RANGE, BigInteger.ZERO, BigInteger.valueOf(bits - 1));
      }
    }
    ReservedThings ids = new ReservedThings(check, check.schema().reservedIds());
    ids.range(DiagnosticCode.MESSAGE_ID_OUT_OF_RANGE, BigInteger.ONE, MAX_ID);
    for (StructType struct : check.schema().structs()) {
      if (struct.messageId().orElse(0) > 0) {
        ids.number(struct, "id", BigInteger.valueOf(struct.messageId().getAsInt()));
      }
    }
  }

  /** One list of reserved things, sorted: both it and its users may be many. */
  private static final class ReservedThings {

    private final Check check;
    private final List<Reserved.Range> ranges;
    private final Map<String, Span> names = new HashMap<>();

    /** The ranges by their first number, each as long as all that begin before it. */
    private final NavigableMap<BigInteger, Reserved.Range> reaching = new TreeMap<>();

    ReservedThings(Check check, Reserved reserved) {
      this.check = check;
      this.ranges = reserved.numbers();
      reserved.names().forEach(name -> names.putIfAbsent(name.name(), name.span()));
      List<Reserved.Range> sorted = new ArrayList<>(ranges);
      sorted.sort(Comparator.comparing(Reserved.Range::first));
      Reserved.Range longest = null;
      for (Reserved.Range range : sorted) {
        longest = longest == null || range.last().compareTo(longest.last()) > 0 ? range : longest;
        reaching.put(range.first(), longest);
      }
    }

    void number(Declaration user, String key, BigInteger number) {
      Map.Entry<BigInteger, Reserved.Range> found = reaching.floorEntry(number);
      if (found != null && found.getValue().last().compareTo(number) >= 0) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.RESERVED_NUMBER,
                    check.places().of(user, key),
                    "%d is reserved, so '%s' cannot use it".formatted(number, user.name()))
                .withRelated(found.getValue().span(), "reserved here")
                .withHelp("use a number that was never used"));
      }
    }

    void names(List<? extends Declaration> users) {
      for (Declaration user : users) {
        Span place = names.get(user.name());
        if (place != null) {
          check.report(
              Diagnostic.of(
                      DiagnosticCode.RESERVED_BY_SCHEMA,
                      user.span(),
                      "the name '%s' is reserved".formatted(user.name()))
                  .withRelated(place, "reserved here")
                  .withHelp("use a name that was never used"));
        }
      }
    }

    /** Reports reserved numbers out of range, which are a slip. */
    void range(DiagnosticCode code, BigInteger min, BigInteger max) {
      for (Reserved.Range range : ranges) {
        if (range.first().compareTo(min) < 0 || range.last().compareTo(max) > 0) {
          check.report(
              Diagnostic.of(
                  code,
                  range.span(),
                  "the reserved number %s is not from %d to %d"
                      .formatted(range.span().text(), min, max)));
        }
      }
    }
  }
}
