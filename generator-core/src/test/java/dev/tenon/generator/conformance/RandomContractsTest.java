// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.ContractFreeze;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.contract.ContractHistory;
import dev.tenon.generator.emit.html.HtmlEmitter;
import dev.tenon.generator.testing.JsonSchema;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/**
 * Random schemas as a team lives with them: written in an editor, frozen version by version,
 * documented. {@code -Dtenon.conformance.seed} and {@code -Dtenon.conformance.contracts} choose
 * others and more.
 */
class RandomContractsTest {

  private static final long SEED = Long.getLong("tenon.conformance.seed", 20261128);
  private static final int SCHEMAS =
      Integer.getInteger(
          "tenon.conformance.contracts", Boolean.getBoolean("tenon.long") ? 2000 : 60);

  @TempDir private Path folder;

  static LongStream seeds() {
    return LongStream.range(SEED, SEED + SCHEMAS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverGrewCanBeFrozenVersionByVersion(long seed) throws IOException {
    List<Path> files = RandomSchema.write(seed, folder);
    Path schema = files.get(files.size() - 1);
    String grown = Files.readString(schema);
    for (int version = 1; version <= Slot.MAX_VERSION; version++) {
      Files.writeString(schema, RandomSchema.before(grown, version));
      assertThat(ContractFreeze.freeze(schema, false).outcome())
          .isEqualTo(ContractFreeze.Outcome.WRITTEN);
    }
    assertThat(schema).hasContent(grown);
    assertThat(ContractFreeze.freeze(schema, false).outcome())
        .isEqualTo(ContractFreeze.Outcome.UNCHANGED);

    CompiledSchema compiled = SchemaCompiler.compile(schema);
    assertThat(pageOf(compiled, schema)).contains("Version 3", "Version 2");
  }

  private static String pageOf(CompiledSchema compiled, Path schema) {
    String page =
        new HtmlEmitter(Optional.empty())
            .emit(
                compiled.schema(),
                compiled.layouts(),
                ContractHistory.of(schema, compiled.schema().name()))
            .get(0)
            .content();
    try {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(page)));
    } catch (Exception e) {
      throw new AssertionError(page, e);
    }
    return page;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void editorsAcceptWhatTheGeneratorAccepts(long seed) throws IOException {
    JsonSchema editor = JsonSchema.ofTheLanguage();
    for (String text : RandomSchema.files(seed).values()) {
      assertThat(editor.errors(text.getBytes(UTF_8)))
          .hasValueSatisfying(errors -> assertThat(errors).as(text).isEmpty());
    }
    String calls = RandomCalls.text(seed);
    assertThat(editor.errors(calls.getBytes(UTF_8)))
        .hasValueSatisfying(errors -> assertThat(errors).as(calls).isEmpty());
  }
}
