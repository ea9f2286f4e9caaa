// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionOptions;
import dev.tenon.tool.plant.Press;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tenon region show} says of latest values, lanes, broadcasts and work. */
@Timeout(600)
class SectionKindsIT {
  private static final String OWN = Long.toString(ProcessHandle.current().pid());

  @TempDir private Path folder;

  private String show(String... options) throws Exception {
    String[] line = new String[options.length + 3];
    line[0] = "show";
    System.arraycopy(options, 0, line, 1, options.length);
    line[options.length + 1] = "--file";
    line[options.length + 2] = file().toString();
    return Tool.run(line).fine();
  }

  private Path file() {
    return folder.resolve("press.region");
  }

  private Press create() {
    return Press.create(
        RegionAddress.file(file()), RegionOptions.defaults().fullFences(true).persistent(true));
  }

  /** Two values, two requests of the second producer, three news, and five jobs. */
  private static void use(Press press) {
    var writer = press.position().writer();
    writer.value().sequence(1);
    writer.publish();
    writer.publish();
    var first = press.requests().producer();
    var second = press.requests().producer();
    for (int i = 0; i < 2; i++) {
      second.tryClaimSample().sequence(i);
      second.publish();
    }
    first.close();
    var speaker = press.news().producer();
    for (int i = 0; i < 3; i++) {
      speaker.tryClaimSample().sequence(i);
      speaker.publish();
    }
    var boss = press.jobs().producer();
    for (int i = 0; i < 5; i++) {
      boss.tryClaimSample().sequence(i);
      boss.publish();
    }
    var worker = press.jobs().worker(job -> {});
    worker.poll(2);
  }

  @Test
  void tellsPeopleOfEachKind() throws Exception {
    try (Press press = create()) {
      use(press);
      String shown = show();

      assertThat(shown.substring(shown.indexOf("position: "), shown.indexOf("requests: ")))
          .isEqualTo(
              """
              position: latest value
                Of the ram.
                value   up to 48 bytes
                writer  OWN, present
                        2 values published, 0 wakes

              """
                  .replace("OWN", OWN));
      assertThat(shown.substring(shown.indexOf("requests: "), shown.indexOf("news: ")))
          .contains("lane 0    left\n", "lane 1    " + OWN + ", present\n")
          .contains("2 messages sent, 0 waits, 0 wakes, 0 claims refused\n")
          .contains("consumer  never joined\n")
          .containsPattern("behind +2 messages, 64 bytes, [^\\n]+s\\n");
      assertThat(shown.substring(shown.indexOf("news: "), shown.indexOf("jobs: ")))
          .isEqualTo(
              """
              news: broadcast
                For whoever listens.
                capacity  1,024 bytes
                producer  OWN, present
                          3 messages published, 0 wakes

              """
                  .replace("OWN", OWN));
      assertThat(shown.substring(shown.indexOf("jobs: ")))
          .contains("producer  " + OWN + ", present\n", "5 tasks published")
          .contains("workers   1 of 2, 0 waits\n")
          .contains("worker 0, " + OWN + ", present, 2 tasks finished\n")
          .contains("tasks     3 tasks pending, 2 finished, 0 given back, 0 set aside\n");
    }
  }

  @Test
  void tellsScriptsOfEachKind() throws Exception {
    try (Press press = create()) {
      use(press);
      String json =
          show("--json")
              .replace("\"process_id\": " + OWN, "\"process_id\": 1")
              .replaceAll("\"lag_ns\": [1-9][0-9]*", "\"lag_ns\": 1");

      assertThat(json.substring(json.indexOf("  \"sections\"")))
          .isEqualTo(Files.readString(Path.of("src/test/resources/press.json")));
    }
  }

  @Test
  void tellsWhoLeft() throws Exception {
    try (Press press = create()) {
      use(press);
    }
    assertThat(show())
        .contains("writer  left\n", "producer  left\n", "lane 1    left\n")
        .contains("2 values published", "3 messages published", "3 tasks pending")
        .contains("workers   0 of 2");
  }
}
