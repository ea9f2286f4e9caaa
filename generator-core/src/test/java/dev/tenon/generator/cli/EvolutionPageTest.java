// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.diagnostic.Breaks;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.testing.JavaCompilation;
import dev.tenon.generator.testing.RuntimeClasses;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page about evolution shows is what happens. */
class EvolutionPageTest {

  private static final Path PAGE = Path.of("../docs/evolution.md");
  private static final boolean UPDATE = "update".equals(System.getProperty("tenon.goldens"));
  private static final String MARK = "<!-- table: made from the catalogue -->\n";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private String page;
  private Path schema;

  @BeforeEach
  void takeTheSchemaFromThePage() throws IOException {
    page = Files.readString(PAGE);
    schema = Files.writeString(folder.resolve("market.tenon.yaml"), block("```yaml\n"));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    int code = TenonCommand.run(arguments, new PrintWriter(out), new PrintWriter(out));
    String shown = out.toString().replace(folder + "/", "").replace(folder + "\\", "");
    out.getBuffer().setLength(0);
    out.write(shown);
    return code;
  }

  private String block(String opening) {
    Matcher matcher = Pattern.compile(opening + "(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(matcher.find()).as("a block that begins with %s", opening).isTrue();
    return matcher.group(1);
  }

  @Test
  void freezingSaysWhatIsShown() {
    assertThat(run("freeze", schema.toString())).isZero();

    assertThat(out.toString().strip())
        .isEqualTo(block("```\n\\$ tenon freeze market.tenon.yaml\n").strip());
  }

  @Test
  void checkingSaysWhatIsShown() throws IOException {
    run("freeze", schema.toString());
    Files.writeString(
        schema, Files.readString(schema).replace("      price: f64\n", "      price: i64\n"));

    assertThat(run("check", schema.toString())).isEqualTo(1);

    assertThat(out.toString()).startsWith(block("```\n(?=market.tenon.yaml:)"));
  }

  /** The version before the one that is shown, as the page describes it. */
  @Test
  void whatIsShownKeepsTheVersionBeforeIt() throws IOException {
    String second = Files.readString(schema);
    String first =
        second
            .replace("version: 2", "version: 1")
            .replace(", CROSS: {value: 3, since: 2}", "")
            .replace("      venue: {type: u8, since: 2, in_reserved: true}\n", "")
            .replace("reserved: 6", "reserved: 7")
            .replace("      volume: {type: u64, since: 2, default: 1}\n", "")
            .replace("  Trade: {id: 2, since: 2, fields: {price: f64}}\n", "")
            .replace("[Quote, Trade]", "[Quote]")
            .replace("      alarms: {queue: [Trade], capacity: 64KiB, since: 2}\n", "");
    assertThat(first).doesNotContain("since");
    Files.writeString(schema, first);
    assertThat(run("freeze", schema.toString())).isZero();
    Files.writeString(schema, second);

    assertThat(run("check", "--werror", schema.toString())).as(out.toString()).isZero();
  }

  @Test
  void whatThePageAdvisesCompiles() throws Exception {
    Path output = folder.resolve("out");
    assertThat(
            run(
                "generate",
                "--java-out=" + output.resolve("java"),
                "--c-out=" + output.resolve("c"),
                schema.toString()))
        .isZero();
    Map<String, String> sources = new HashMap<>();
    sources.put(
        "Advice.java",
        "import com.example.market.*;\nclass Advice {\n  static void of(Quote quote) {\n%s  }\n}\n"
            .formatted(block("```java\n")));
    try (Stream<Path> files = Files.walk(output.resolve("java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        sources.put(output.relativize(file).toString(), Files.readString(file));
      }
    }
    assertThat(JavaCompilation.errors(sources, RuntimeClasses.path())).isEmpty();

    Path advice =
        Files.writeString(
            folder.resolve("advice.c"),
            """
            #include <market/market_regions.h>
            extern int book;
            void on_quote(void *context, const mkt_quote *quote);
            int advice(mkt_feed *feed);
            int advice(mkt_feed *feed) {
            %s    return mkt_feed_quotes_poll(feed, &handler, 1);
            }
            """
                .formatted(block("```c\n")));
    Process compiler =
        new ProcessBuilder(
                "cc",
                "-std=c11",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-fsyntax-only",
                "-I" + output.resolve("c/include"),
                "-I../runtime/src/main/c/include",
                advice.toString())
            .redirectErrorStream(true)
            .start();
    String messages = new String(compiler.getInputStream().readAllBytes());
    assertThat(compiler.waitFor()).as(messages).isZero();
  }

  @Test
  void theTableIsTheCatalogue() throws IOException {
    StringBuilder table = new StringBuilder(page.substring(0, page.indexOf(MARK))).append(MARK);
    List<Breaks> all = new ArrayList<>(List.of(Breaks.values()));
    Collections.reverse(all);
    for (Breaks breaks : all) {
      table.append("\n### Breaks ").append(breaks.label()).append("\n\n");
      table.append(
          breaks == Breaks.SOME_SOURCE
              ? "| code | what changed | breaks in Java | breaks in C |\n"
                  + "| --- | --- | --- | --- |\n"
              : "| code | what changed |\n| --- | --- |\n");
      for (DiagnosticCode code : DiagnosticCode.values()) {
        if (code.breaks().filter(breaks::equals).isPresent()) {
          String source =
              code.fragile()
                  .map(
                      fragile ->
                          " %s | %s |"
                              .formatted(
                                  fragile.java(), fragile.c().isEmpty() ? "nothing" : fragile.c()))
                  .orElse("");
          table.append("| %s | %s |%s\n".formatted(code.id(), code.sentence(), source));
        }
      }
    }
    if (UPDATE) {
      Files.writeString(PAGE, table);
    }
    assertThat(PAGE).content().isEqualTo(table.toString());
  }
}
