// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.generator.ContractCheck;
import dev.tenon.generator.ContractFreeze;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept when there is more than anybody reads. */
class DiagnosticsTest {

  @TempDir private Path folder;

  @Test
  void changesThatBreakAreNotLostAmongWarnings() throws IOException {
    Path schema = folder.resolve("flood.tenon.yaml");
    Files.writeString(schema, flood("u32"));
    ContractFreeze.freeze(schema, false);
    Files.writeString(schema, flood("u64"));

    SchemaException thrown =
        catchThrowableOfType(
            SchemaException.class, () -> ContractCheck.check(schema, Optional.empty(), false));

    assertThat(thrown.diagnostics())
        .hasSize(Diagnostics.LIMIT)
        .extracting(Diagnostic::code)
        .contains(DiagnosticCode.UNREADABLE_NAME, DiagnosticCode.FIELD_TYPE_CHANGED);
    assertThat(thrown.diagnostics().omitted()).isPositive();
  }

  private static String flood(String type) {
    StringBuilder schema =
        new StringBuilder(
            """
            tenon: 1
            schema: flood
            version: 1
            java: {package: com.example}
            c: {prefix: ex}
            structs:
            """);
    for (int i = 0; i < 2 * Diagnostics.LIMIT; i++) {
      schema.append("  badly_spelt_%d: {fields: {x: u8}}\n".formatted(i));
    }
    return schema.append("  Odd: {fields: {x: %s}}\n".formatted(type)).toString();
  }
}
