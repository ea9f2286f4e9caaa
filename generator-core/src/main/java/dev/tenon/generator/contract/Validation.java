// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.schema.ScalarType;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells which structs of a contract hold what is not allowed, and so can be validated in C. */
final class Validation {

  private final Contract contract;
  private final Map<String, Boolean> known = new HashMap<>();

  Validation(Contract contract) {
    this.contract = contract;
  }

  /** Whether C has a function that validates a struct. */
  boolean isOf(String struct) {
    Boolean found = known.get(struct);
    if (found == null) {
      // A struct never contains itself.
      found =
          contract.parts(struct).stream()
              .filter(part -> part.kind() == FactKind.FIELD)
              .anyMatch(this::isChecked);
      known.put(struct, found);
    }
    return found;
  }

  private boolean isChecked(Fact field) {
    String type = field.get(Property.TYPE).orElse("").replaceAll("\\[.*", "");
    return field.get(Property.COUNT).isPresent()
        || field.get(Property.TAG).isPresent()
        || isLimit(field.get(Property.MIN), scalar(type).map(ScalarType::min))
        || isLimit(field.get(Property.MAX), scalar(type).map(ScalarType::max))
        || contract.find(FactKind.STRUCT.spelling() + " " + type).isPresent() && isOf(type);
  }

  private static Optional<ScalarType> scalar(String type) {
    return Arrays.stream(ScalarType.values())
        .filter(ScalarType::isInteger)
        .filter(scalar -> scalar.spelling().equals(type))
        .findFirst();
  }

  /** Whether a limit excludes any number. */
  private static boolean isLimit(Optional<String> limit, Optional<BigInteger> last) {
    return limit.isPresent() && !limit.equals(last.map(BigInteger::toString));
  }
}
