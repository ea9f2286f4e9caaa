// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.format.TenonFormatConstants;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Output of {@code tenon region show} for events, mutexes and semaphores. */
@Timeout(600)
class LocksIT {
  private static final String OWN = Long.toString(ProcessHandle.current().pid());

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("locks.region");
  }

  private String text() throws Exception {
    String shown = Tool.run("show", "--file", file().toString()).fine();
    return shown.substring(shown.indexOf("alarms: ")).replace("(" + OWN + ")", "(OWN)");
  }

  private String json() throws Exception {
    String shown = Tool.run("show", "--json", "--file", file().toString()).fine();
    return shown
        .substring(shown.indexOf("  \"sections\""))
        .replace("\"process_id\": " + OWN, "\"process_id\": 1");
  }

  @Test
  void tellsPeopleWhoHasWhat() throws Exception {
    try (Locks _ = Locks.create(file()).use()) {
      assertThat(text())
          .isEqualTo(
              """
              alarms: event, resets itself
                Of the controller.
                set      0x5
                waiting  2 participants

              setup: mutex, recursive, fair
                held by  controller(OWN)
                         1,012 locks, 1 recovered
                tickets  2 participants
                waiting  1 participant

              slots: semaphore
                permits  1 of 4 free, 1 recovered
                held by  controller(OWN), 1 permit
                         operator(OWN), left: it died, 2 permits

              ready: event, reset by hand
                set  yes
              """);
    }
  }

  @Test
  void tellsPeopleWhatNobodyHas() throws Exception {
    try (Locks _ = Locks.create(file())) {
      assertThat(text())
          .isEqualTo(
              """
              alarms: event, resets itself
                Of the controller.
                set  0x0

              setup: mutex, recursive, fair
                held by  nobody
                         0 locks, 0 recovered

              slots: semaphore
                permits  4 of 4 free, 0 recovered
                held by  nobody

              ready: event, reset by hand
                set  no
              """);
    }
  }

  @Test
  void tellsPeopleThatSomebodyLeft() throws Exception {
    try (Locks locks = Locks.create(file())) {
      locks.owner(TenonFormatConstants.ATTACHMENT_GONE);
      locks.holders(Locks.attachment(0, 7));

      assertThat(text())
          .contains("held by  whoever left without unlocking it\n")
          .contains("held by  whoever left without releasing, 1 permit\n");
    }
  }

  @Test
  void tellsScriptsWhoHasWhat() throws Exception {
    try (Locks _ = Locks.create(file()).use()) {
      assertThat(json()).isEqualTo(Files.readString(Path.of("src/test/resources/locks.json")));
    }
  }

  @Test
  void tellsScriptsThatSomebodyLeft() throws Exception {
    try (Locks locks = Locks.create(file())) {
      assertThat(json()).contains("\"owner\": null\n", "\"holders\": [ ]\n");

      locks.owner(TenonFormatConstants.ATTACHMENT_GONE);
      assertThat(json())
          .contains(
              """
              "owner": {
                      "slot": 4294967294,
                      "generation": 0,
                      "process_id": null,
                      "life": null,
                      "label": "",
                      "gone": true
                    }
              """);
    }
  }
}
