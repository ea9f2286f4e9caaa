// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionOptions;
import dev.tenon.runtime.WaitPolicy;
import dev.tenon.tool.plant.Plant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tenon region show} says of regions that Java and C programs have. */
@Timeout(600)
class ShowIT {
  private final String name = "tool-show." + ProcessHandle.current().pid();

  @TempDir private Path folder;

  @BeforeAll
  static void buildThePeer() throws Exception {
    Peer.buildC();
  }

  @AfterEach
  void removeWhatAKilledProcessLeft() {
    Plant.remove(name);
  }

  @Test
  void showsARegionThatCCreatedAndJavaReads() throws Exception {
    try (Peer c = Peer.c("CPID").does("open " + name, "label controller", "send 5");
        Peer java = Peer.java("JPID").does("open " + name, "label operator", "take 2")) {
      assertThat(Tool.stable(Tool.run("show", name).fine(), c, java))
          .isEqualTo(
              """
              region NAME
                What a controller shares with its operators.
                schema  plant, version 3, region Plant, by tenon 0.1.0
                layout  HASH
                created  TIME by process CPID
                size  12,288 bytes
                alive  controller(CPID) operator(JPID)

              participants
                SLOT  GENERATION  PROCESS  LIFE  LABEL
                0  1  CPID  alive  controller
                1  1  JPID  alive  operator

              status: struct
                State of the machine.
                size  4 bytes

              samples: queue
                Measurements of the controller.
                capacity  1,024 bytes
                producer  controller(CPID), present
                          5 messages sent, 0 waits, 0 wakes, 0 claims refused
                consumer  operator(JPID), present
                          2 messages consumed, 0 waits, 0 wakes
                behind  3 messages, 72 bytes
                fill  11.7 %

              orders: queue
                capacity  1,024 bytes
                producer  never joined
                          0 messages sent, 0 waits, 0 wakes, 0 claims refused
                consumer  never joined
                          0 messages consumed, 0 waits, 0 wakes
                behind  0 messages, 0 bytes
                fill  0.0 %
              """
                  .replace("NAME", name));
    }
  }

  @Test
  void tellsWhoDiedAndWhoLeft() throws Exception {
    try (Peer c = Peer.c("CPID").does("open " + name, "label reader", "take 1");
        Peer java = Peer.java("JPID").does("open " + name, "label writer", "send 100");
        Peer other = Peer.c("OPID").does("open " + name)) {
      java.kill();
      c.does("take 1");

      String killed = Tool.stable(Tool.run("show", name).fine(), c, java, other);
      assertThat(killed)
          .contains("alive  reader(CPID) OPID\n", "1  1  JPID  dead  writer\n")
          .contains("producer  writer(JPID), left: it died\n")
          .contains("42 messages sent, 0 waits, 0 wakes, 1 claim refused\n")
          .contains("consumer  reader(CPID), present\n", "1 message consumed")
          .contains("behind  41 messages, 984 bytes\n", "fill  96.1 %\n");

      c.does("close", "open " + name);
      String closed = Tool.stable(Tool.run("show", name).fine(), c, java);
      assertThat(closed).contains("consumer  left\n").contains("0  2  CPID  alive  -\n");
    }
  }

  @Test
  void tellsWhatAHolderCannotDo() throws Exception {
    RegionOptions latency = RegionOptions.defaults().waitPolicy(WaitPolicy.latency());
    Path file = folder.resolve("plant.region");
    try (Plant plant = Plant.create(RegionAddress.file(file), latency.fullFences(true));
        var _ = plant.samples().producer()) {
      String shown = Tool.run("show", "--file", file.toString()).fine();

      assertThat(shown).startsWith("region file " + file + "\n");
      assertThat(shown)
          .contains("producer  " + ProcessHandle.current().pid() + ", present, spins\n");
    }
  }

  @Test
  void tellsHowManyWaitForAFieldOfAStruct() throws Exception {
    Thread waiter;
    try (Plant plant = Plant.create(name)) {
      waiter =
          Thread.ofPlatform()
              .start(
                  () ->
                      assertThatThrownBy(
                              () ->
                                  plant
                                      .region()
                                      .waitableStruct(0)
                                      .await(() -> false, Duration.ofHours(1)))
                          .isInstanceOf(IllegalStateException.class));
      String shown;
      do {
        shown = Tool.run("show", name).fine();
      } while (!shown.contains("waiting"));
      assertThat(shown).contains("  waiting  1 participant\n");
    }
    waiter.join();
  }

  @Test
  void showsJsonWithAllThatIsKnown() throws Exception {
    try (Peer c = Peer.c("1").does("open " + name, "label größe \"1\"", "send 3");
        Peer java = Peer.java("2").does("open " + name, "take 1")) {
      String json = Tool.stable(Tool.run("show", "--json", name).fine(), c, java);

      assertThat(json)
          .isEqualTo(
              Files.readString(Path.of("src/test/resources/show.json")).replace("NAME", name));
      parse(json);
    }
  }

  @Test
  void aLabelIsNoControlOfTheTerminal() throws Exception {
    try (Peer c = Peer.c("CPID").does("open " + name)) {
      c.does("label \u001b[31mred\u009b0m\u202Etxt\u0007");

      assertThat(Tool.stable(Tool.run("show", name).fine(), c))
          .contains("0  1  CPID  alive  ?[31mred?0m?txt?\n");
      assertThat(Tool.run("show", "--json", name).fine())
          .contains("\"label\": \"?[31mred?0m\\u202Etxt?\"")
          .doesNotContainPattern("[^\\n -~]");
    }
  }

  @Test
  void anAbsentRegionIsAnError() throws Exception {
    Tool.Result result = Tool.run("show", name);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).isEqualTo("tenon: region " + name + " does not exist\n");
  }

  @Test
  void aWrongCommandLineHasItsOwnExitCode() throws Exception {
    for (String[] wrong :
        new String[][] {
          {"show"},
          {"show", "a/b"},
          {"show", "a", "--file", "b"},
          {"show", "--no", "a"},
          {},
          {"hide"}
        }) {
      Tool.Result result = Tool.run(wrong);

      assertThat(result.exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).contains("Usage: tenon region");
    }
  }

  @Test
  void lookingTakesNoRoleAndNoSlotAndWritesNothing() throws Exception {
    Path file = folder.resolve("plant.region");
    RegionOptions persistent = RegionOptions.defaults().persistent(true);
    Plant.create(RegionAddress.file(file), persistent).close();
    byte[] before = Files.readAllBytes(file);
    assertThat(file.toFile().setWritable(false)).isTrue();

    assertThat(Tool.run("show", "--file", file.toString()).fine())
        .contains("alive    nobody, persistent\n", "participants\n  none\n");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  private static void parse(String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        parser.currentToken();
      }
    }
  }
}
