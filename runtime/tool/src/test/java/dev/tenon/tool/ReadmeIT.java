// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.market.MarketFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the README shows of the region tool is what it prints. */
@Timeout(600)
class ReadmeIT {
  private static final String SHOWN = "acme.market";

  /** As long as the one in the README. */
  private final String name = "t%010d".formatted(ProcessHandle.current().pid());

  private String readme;

  @BeforeEach
  void readTheReadme() throws IOException {
    readme = Files.readString(Path.of("../../README.md"));
  }

  @Test
  void theSchemaOfTheseTestsIsThatOfTheReadme() throws IOException {
    String schema = Files.readString(Path.of("src/test/tenon/market.tenon.yaml"));

    assertThat(schema).endsWith("\n" + block("```yaml\n"));
  }

  @Test
  void theOutputIsTheOneThatIsShown() throws Exception {
    try (MarketFeed reader = MarketFeed.create(name);
        MarketFeed writer = MarketFeed.attach(name);
        var consumer = reader.quotes().consumer(quote -> {});
        var producer = writer.quotes().producer()) {
      reader.label("reader");
      writer.label("writer");
      for (int i = 0; i < 3; i++) {
        producer.claimQuote();
        producer.publish();
      }
      consumer.poll(1);

      assertThat(stable(Tool.run("list", name).fine()))
          .isEqualTo(stable(block("```\n\\$ java -jar \\S+ list\n")));
      String shown = Tool.run("show", name).fine();
      assertThat(stable(shown))
          .isEqualTo(stable(block("\n\\$ java -jar \\S+ show " + SHOWN + "\n")));
      assertThat(readme).contains(shown.lines().filter(line -> line.contains("layout")).toList());
    }
  }

  /** Process ids and what a kernel offers differ; the name is as long as the other. */
  private String stable(String output) {
    return Tool.stable(output.replace(name, SHOWN))
        .replaceAll("\\(\\d+\\)", "(PID)")
        .replaceAll("process \\d+", "process PID")
        .replaceAll("(?m)^  (\\d)  (\\d)  \\d+  ", "  $1  $2  PID  ")
        .replace(", needs barrier", "");
  }

  /** The rest of a block that begins so, up to the next command. */
  private String block(String opening) {
    Matcher matcher =
        Pattern.compile(opening + "(.*?)(?=```|\\$ java)", Pattern.DOTALL).matcher(readme);
    assertThat(matcher.find()).as("a block that begins with %s", opening).isTrue();
    return matcher.group(1);
  }
}
