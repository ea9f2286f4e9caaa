// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.check.calls.CallbackRule;
import dev.tenon.generator.check.contract.LifeRule;
import dev.tenon.generator.check.names.NameRule;
import dev.tenon.generator.check.regions.LatestRule;
import dev.tenon.generator.check.regions.MessageSectionRule;
import dev.tenon.generator.check.regions.RegionRule;
import dev.tenon.generator.check.regions.SyncSectionRule;
import dev.tenon.generator.contract.DescriptionText;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Literal;
import java.lang.reflect.Field;
import java.math.BigInteger;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Limits that rules repeat from the shared-memory format. The generator cannot use the runtime's
 * constants, which it generates itself; here they are held against the format's schema.
 */
class FormatLimitsTest {
  private static final Path FORMAT = Path.of("../runtime/src/main/tenon/tenon_format.tenon.yaml");

  /** The rules that have such a limit. */
  private enum Limit {
    LISTENERS(CallbackRule.class, "MAX_LISTENERS"),
    SECTIONS(RegionRule.class, "MAX_SECTIONS"),
    STORED_NAME(NameRule.class, "MAX_STORED"),
    VERSION(LifeRule.class, "MAX_VERSION"),
    RECORD_HEADER(MessageSectionRule.class, "RECORD_HEADER"),
    LATEST(LatestRule.class, "MAX_BYTES"),
    PRODUCERS(MessageSectionRule.class, "MAX_PRODUCERS"),
    WORKERS(MessageSectionRule.class, "MAX_WORKERS"),
    EVENT_BITS(SyncSectionRule.class, "EVENT_BITS"),
    PERMITS(SyncSectionRule.class, "MAX_PERMITS"),
    BROADCAST_PARTS(MessageSectionRule.class, "BROADCAST_PARTS"),
    DESCRIPTION(DescriptionText.class, "MAX_BYTES");

    private final Class<?> rule;
    private final String field;

    Limit(Class<?> rule, String field) {
      this.rule = rule;
      this.field = field;
    }

    long value() throws ReflectiveOperationException {
      Field constant = rule.getDeclaredField(field);
      constant.setAccessible(true);
      return ((Number) constant.get(null)).longValue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LISTENERS, MAX_LISTENERS, 0",
    "SECTIONS, MAX_SECTIONS, 0",
    // The format counts the NUL.
    "STORED_NAME, NAME_BYTES, 1",
    "VERSION, MAX_CONTRACT_VERSION, 0",
    "RECORD_HEADER, RECORD_ALIGNMENT, 0",
    "LATEST, MAX_LATEST_BYTES, 0",
    "PRODUCERS, MAX_LANES, 0",
    "WORKERS, MAX_WORKERS, 0",
    "EVENT_BITS, EVENT_BITS, 0",
    "PERMITS, MAX_PERMITS, 0",
    "BROADCAST_PARTS, BROADCAST_RECORD_PARTS, 0",
    "DESCRIPTION, MAX_DESCRIPTION_TEXT, 0"
  })
  void ruleHasTheLimitOfTheFormat(Limit limit, String constant, long less)
      throws ReflectiveOperationException {
    assertThat(BigInteger.valueOf(limit.value() + less))
        .as("%s.%s against %s of the format", limit.rule.getSimpleName(), limit.field, constant)
        .isEqualTo(format(constant));
  }

  private static BigInteger format(String name) {
    Constant constant =
        SchemaCompiler.compile(FORMAT).schema().constants().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    return ((Literal.IntegerLiteral) constant.value()).value();
  }
}
