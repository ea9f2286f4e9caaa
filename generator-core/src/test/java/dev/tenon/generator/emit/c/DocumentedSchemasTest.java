// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.output.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The samples of the reference of the schema language are compiled as C, with the headers that they
 * name: a sample that describes another struct than the header does not compile.
 */
class DocumentedSchemasTest {

  private static final Path PAGE = Fixtures.project().resolve("docs/schema.md");
  private static final Pattern SAMPLE =
      Pattern.compile("<!-- schema(?:: (\\w+))? -->\n```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WHOLE = Pattern.compile("^tenon:", Pattern.MULTILINE);

  private static final String HEADER =
      """
      tenon: 1
      schema: market
      version: 3
      java: {package: com.example.market}
      c: {prefix: mkt}
      """;

  @TempDir private Path folder;

  @TestFactory
  List<DynamicTest> compileWithTheHeadersThatTheyName() throws IOException {
    String page = Files.readString(PAGE);
    List<DynamicTest> tests = new ArrayList<>();
    int foreign = 0;
    Matcher sample = SAMPLE.matcher(page);
    while (sample.find()) {
      String name = Optional.ofNullable(sample.group(1)).orElse("market");
      String text = sample.group(2);
      long line = page.substring(0, sample.start(2)).lines().count() + 1;
      foreign += text.contains("extern:") ? 1 : 0;
      tests.add(DynamicTest.dynamicTest("line " + line, () -> compile(name, text)));
    }
    assertThat(tests).hasSizeGreaterThan(20);
    assertThat(foreign).isGreaterThan(1);
    return tests;
  }

  private void compile(String name, String text) throws IOException {
    Path file = folder.resolve(name + ".tenon.yaml");
    Files.writeString(file, WHOLE.matcher(text).find() ? text : HEADER + text);
    CompiledSchema compiled = SchemaCompiler.compile(file);
    assumeTrue(
        !text.contains("extern:") || SystemStructsTest.isDescribedHere(),
        "the descriptions are those of Linux on x86-64");
    List<OutputFile> files = Fixtures.generate(compiled);
    Fixtures.write(files, folder);
    Path header =
        Fixtures.write(folder.resolve("types.c"), "#include <%1$s/%1$s.h>\n".formatted(name));
    check(header);
    for (OutputFile output : files) {
      if (output.path().endsWith(".c")) {
        check(folder.resolve(output.path()));
      }
    }
  }

  private void check(Path source) {
    Command.Result result =
        Compiler.c11().with("-D_GNU_SOURCE").check(source, Fixtures.includes(folder));
    assertThat(result.status()).as(result.output()).isZero();
  }
}
