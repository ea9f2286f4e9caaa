// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what the generator does. */
class ReadmeTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private String readme;
  private Path schema;

  @BeforeEach
  void takeTheSchemaFromTheReadme() throws IOException {
    readme = Files.readString(Path.of("../README.md"));
    schema = Files.writeString(folder.resolve("market.tenon.yaml"), block("```yaml\n"));
  }

  @Test
  void theLayoutTableIsTheOneThatIsPrinted() {
    assertThat(run("layout", schema.toString())).isZero();

    assertThat(out.toString().strip())
        .isEqualTo(block("```\n\\$ java -jar \\S+ layout market.tenon.yaml\n").strip());
  }

  @Test
  void everyFunctionOfTheCExampleIsGenerated() throws IOException {
    assertThat(run("generate", "--c-out", folder.toString(), schema.toString())).isZero();
    String headers =
        Files.readString(folder.resolve("include/market/market.h"))
            + Files.readString(folder.resolve("include/market/market_regions.h"));

    Matcher names = Pattern.compile("\\b(mkt_\\w+|MKT_\\w+)").matcher(block("```c\n"));
    while (names.find()) {
      assertThat(headers).containsPattern("\\b" + names.group() + "\\b");
    }
  }

  private int run(String... arguments) {
    return TenonCommand.run(arguments, new PrintWriter(out), new PrintWriter(out));
  }

  private String block(String opening) {
    Matcher matcher = Pattern.compile(opening + "(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(matcher.find()).as("a block that begins with %s", opening).isTrue();
    return matcher.group(1);
  }
}
