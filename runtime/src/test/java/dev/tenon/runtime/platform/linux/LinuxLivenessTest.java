// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Judgement of who lives, by a /proc that is made up; the twin in C is liveness_test.c. */
class LinuxLivenessTest {
  private static final long OWN = 42;
  private static final long OTHER = 4711;
  private static final long START = 1234;
  private static final String STAT =
      "%d (a ) S b) %s 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 %d 18 %d 20";

  @TempDir private Path proc;
  @TempDir private Path groups;

  @BeforeEach
  void makeProc() throws IOException {
    Files.createDirectories(proc.resolve(OWN + "/task/" + OWN));
    Files.createSymbolicLink(proc.resolve("self"), Path.of(Long.toString(OWN)));
  }

  @Test
  void absenceProvesDeathWhereNobodyIsHidden() throws IOException {
    writeMounts("24 21 0:22 / " + proc + " rw,nosuid shared:13 - proc proc rw");
    assertThat(alive(Answer.CANNOT_TELL)).isEqualTo(Answer.NO);
    assertThat(alive(Answer.YES)).isEqualTo(Answer.NO);
    assertThat(judge(Answer.YES).mayExist(OTHER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "24 21 0:22 / PROC rw - proc proc rw,hidepid=invisible",
        "24 21 0:22 / PROC rw - proc proc rw,gid=5,hidepid=2",
        "24 21 0:22 / PROC rw - proc proc rw,subset=pid",
        "24 21 0:22 /12 PROC rw - proc proc rw",
        "24 21 0:22 / PROC rw - tmpfs proc rw",
        "24 21 0:22 / PROCc rw - proc proc rw",
        "24 21 0:22 / PROC",
        "1 2\n24 21 0:22 / PROC rw - proc proc rw,hidepid=1\n25 24 0:23 / PROC rw - proc proc rw",
        "",
      })
  void absenceProvesNothingInDoubt(String mounts) throws IOException {
    writeMounts(mounts.replace("PROC", proc.toString()));
    assertThat(alive(Answer.CANNOT_TELL)).isEqualTo(Answer.CANNOT_TELL);
    assertThat(alive(Answer.YES)).isEqualTo(Answer.CANNOT_TELL);
    assertThat(alive(Answer.NO)).isEqualTo(Answer.NO);
    assertThat(judge(Answer.CANNOT_TELL).mayExist(OTHER)).isTrue();
    assertThat(judge(Answer.NO).mayExist(OTHER)).isFalse();
  }

  @Test
  void withoutAListOfMountsTheKernelDecides() {
    assertThat(alive(Answer.CANNOT_TELL)).isEqualTo(Answer.CANNOT_TELL);
    assertThat(alive(Answer.NO)).isEqualTo(Answer.NO);
  }

  @ParameterizedTest
  @CsvSource({
    "S,1,1234,YES",
    "T,1,1234,YES",
    "Z,2,1234,YES",
    "Z,1,1234,NO",
    "X,3,1234,NO",
    "S,1,1235,NO"
  })
  void statFileTellsWhoRuns(String state, long threads, long start, Answer answer)
      throws IOException {
    writeStat(OTHER, state, threads, start);
    assertThat(alive(Answer.YES)).isEqualTo(answer);
    assertThat(judge(Answer.NO).mayExist(OTHER)).isTrue();
  }

  @Test
  void statFileThatCannotBeReadProvesNothing() throws IOException {
    Files.createDirectories(proc.resolve(OTHER + "/stat"));
    assertThat(alive(Answer.YES)).isEqualTo(Answer.CANNOT_TELL);
    assertThat(alive(Answer.NO)).isEqualTo(Answer.NO);
  }

  @Test
  void procOfAnotherNamespaceProvesNothing() throws IOException {
    writeMounts("24 21 0:22 / " + proc + " rw - proc proc rw");
    Files.delete(proc.resolve("self"));
    Files.createSymbolicLink(proc.resolve("self"), Path.of(OWN + "1"));
    assertThat(alive(Answer.YES)).isEqualTo(Answer.CANNOT_TELL);
    writeStat(OTHER, "S", 1, START + 1);
    assertThat(alive(Answer.YES)).isEqualTo(Answer.CANNOT_TELL);
    assertThat(alive(Answer.NO)).isEqualTo(Answer.NO);
  }

  @Test
  void ownStartIsThatOfTheMainThread() throws IOException {
    writeStat(OWN, "S", 1, 99);
    Files.writeString(
        proc.resolve(OWN + "/task/" + OWN + "/stat"), STAT.formatted(OWN, "S", 1, 5678));
    assertThat(judge(Answer.YES).ownIdentity()).isEqualTo(identity(OWN, 5678));
    Files.delete(proc.resolve(OWN + "/task/" + OWN + "/stat"));
    assertThat(judge(Answer.YES).ownIdentity()).isEqualTo(identity(OWN, 99));
  }

  @Test
  void realProcTellsLiveProcessesFromDeadOnes() throws IOException, InterruptedException {
    Platform platform = new LinuxPlatform();
    long own = platform.processIdentity();
    assertThat(platform.processId(own)).isEqualTo(ProcessHandle.current().pid());
    assertThat(platform.alive(own)).isEqualTo(Answer.YES);
    assertThat(platform.alive(own ^ 1)).as("same id, other start").isEqualTo(Answer.NO);
    assertThat(platform.alive(0)).isEqualTo(Answer.NO);
    assertThat(platform.alive(START)).isEqualTo(Answer.NO);
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    assertThat(platform.alive(identity(process.pid(), START))).isEqualTo(Answer.NO);
    assertThat(LinuxCalls.link().exists((int) process.pid())).isEqualTo(Answer.NO);
    assertThat(LinuxCalls.link().exists((int) ProcessHandle.current().pid())).isEqualTo(Answer.YES);
  }

  @ParameterizedTest
  @CsvSource({"T,true", "t,true", "S,false", "R,false", "D,false", "Z,false", "X,false"})
  void processIsStoppedInTheStatesThatSaySo(String state, boolean stopped) throws IOException {
    writeStat(OTHER, state, 1, START);
    assertThat(isStopped()).isEqualTo(stopped);
    writeStat(OTHER, state, 1, START + 1);
    assertThat(isStopped()).as("another process").isFalse();
  }

  @Test
  void processIsStoppedWhenItsControlGroupIsFrozen() throws IOException {
    writeStat(OTHER, "S", 1, START);
    Files.writeString(proc.resolve(OTHER + "/cgroup"), "1:name=systemd:/other\n0::/user/job\n");
    Path group = Files.createDirectories(groups.resolve("user/job"));
    assertThat(isStopped()).as("no such file").isFalse();
    Files.writeString(group.resolve("cgroup.events"), "populated 1\nfrozen 0\n");
    assertThat(isStopped()).isFalse();
    Files.writeString(group.resolve("cgroup.events"), "populated 1\nfrozen 1\n");
    assertThat(isStopped()).isTrue();
  }

  @Test
  void processIsStoppedWhenItsControlGroupOfVersionOneIsFrozen() throws IOException {
    writeStat(OTHER, "S", 1, START);
    Files.writeString(proc.resolve(OTHER + "/cgroup"), "7:cpu,freezer:/job\n0::/\n");
    Path group = Files.createDirectories(groups.resolve("freezer/job"));
    Files.writeString(group.resolve("freezer.state"), "THAWED\n");
    assertThat(isStopped()).isFalse();
    Files.writeString(group.resolve("freezer.state"), "FROZEN\n");
    assertThat(isStopped()).isTrue();
  }

  private boolean isStopped() {
    return judge(Answer.YES).isStopped(identity(OTHER, START));
  }

  private LinuxLiveness judge(Answer exists) {
    return new LinuxLiveness(proc, groups, OWN, processId -> exists);
  }

  private Answer alive(Answer exists) {
    return judge(exists).alive(identity(OTHER, START));
  }

  private static long identity(long processId, long start) {
    return processId << TenonFormatConstants.IDENTITY_START_BITS | start;
  }

  private void writeMounts(String lines) throws IOException {
    Files.writeString(
        proc.resolve("self/mountinfo"), "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n" + lines + "\n");
  }

  private void writeStat(long processId, String state, long threads, long start)
      throws IOException {
    Files.createDirectories(proc.resolve(Long.toString(processId)));
    Files.writeString(
        proc.resolve(processId + "/stat"), STAT.formatted(processId, state, threads, start));
  }
}
