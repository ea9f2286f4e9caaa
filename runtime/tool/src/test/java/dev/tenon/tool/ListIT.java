// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionOptions;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.tool.plant.Plant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code tenon region list} finds in shared memory, and {@code remove} takes away. */
@Timeout(600)
class ListIT {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final String HEADER = "NAME  SCHEMA  VERSION  SIZE  ALIVE\n";

  private final String own = "tool-list." + ProcessHandle.current().pid() + ".";
  private final List<Path> files = new ArrayList<>();

  @BeforeAll
  static void buildThePeer() throws Exception {
    Peer.buildC();
  }

  @AfterEach
  void removeFiles() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  @Test
  void listsWhoHasWhatAndWhatNobodyHas() throws Exception {
    fileOf("old");
    fileOf("kept");
    try (Peer c = Peer.c("CPID").does("open " + own + "used", "label controller");
        Peer java = Peer.java("JPID").does("open " + own + "used");
        Peer dying = Peer.c("DPID").does("open " + own + "old", "label gone")) {
      dying.kill();
      Plant.create(
              RegionAddress.sharedMemory(own + "kept"), RegionOptions.defaults().persistent(true))
          .close();

      assertThat(list(c, java))
          .isEqualTo(
              HEADER
                  + """
                  @kept  plant  3  12 KiB  nobody, persistent
                  @old  plant  3  12 KiB  nobody: 'tenon region remove @old'
                  @used  plant  3  12 KiB  controller(CPID) JPID
                  """
                      .replace("@", own));
      assertThat(Tool.run("remove", own + "used").err())
          .isEqualTo(
              "tenon: region %sused is in use by controller(%d) %d; --force removes its name all the same\n"
                  .formatted(own, c.processId(), java.processId()));
      assertThat(Tool.run("remove", own + "old", own + "kept").fine())
          .isEqualTo("removed %sold\nremoved %skept\n".formatted(own, own));
      assertThat(Tool.run("remove", "--force", own + "used").fine())
          .isEqualTo("removed " + own + "used\n");
      assertThat(list()).isEqualTo(HEADER);
    }
  }

  @Test
  void whatIsNoRegionIsALineThatSaysWhatItIs() throws Exception {
    Files.write(fileOf("bytes"), new byte[5000], StandardOpenOption.CREATE_NEW);
    restrict("bytes");
    Files.write(fileOf("empty"), new byte[0], StandardOpenOption.CREATE_NEW);
    restrict("empty");
    Files.createDirectory(fileOf("folder"));
    Files.createSymbolicLink(fileOf("link"), Path.of("/etc/passwd"));
    Files.write(fileOf("open"), new byte[5000], StandardOpenOption.CREATE_NEW);
    Files.setPosixFilePermissions(files.getLast(), PosixFilePermissions.fromString("rw-r--r--"));
    Files.write(fileOf("a~b"), new byte[0], StandardOpenOption.CREATE_NEW);

    Tool.Result result = Tool.run("list", own + "*");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(Tool.stable(result.out()))
        .isEqualTo(
            HEADER
                + """
                @a~b  -  -  -  '@a~b' is not a region name: 1 to 200 of A-Z a-z 0-9 . _ -, not starting with a dot
                @bytes  -  -  -  region @bytes is not a region: it starts with 0000000000000000
                @empty  -  -  -  region @empty has 0 bytes, a region header has %d
                @folder  -  -  -  region @folder is not a regular file
                @link  -  -  -  region @link is not a regular file
                @open  -  -  -  region @open has mode 644, must be 600
                """
                    .replace("@", own)
                    .formatted(RegionHeader.BYTES));
    Files.delete(SHARED_MEMORY.resolve("tenon." + own + "folder"));
  }

  @Test
  void regionsOfOthersAreListedAsWhatTheyAre() throws Exception {
    region("boot", RegionHeader.BOOT_ID_OFFSET, 1);
    region("format", RegionHeader.FORMAT_VERSION_OFFSET, 99);
    region("making", RegionHeader.STATE_OFFSET, 0);
    region("space", RegionHeader.PID_NAMESPACE_OFFSET, 7);

    Tool.Result result = Tool.run("list", "--json", own + "*");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(
            result
                .out()
                .lines()
                .filter(line -> line.matches(".*\"(name|state|problem|abandoned|life)\":.*"))
                .map(line -> line.strip().replace(own, "@").replaceAll(",$", "")))
        .containsExactly(
            "\"name\": \"@boot\"",
            "\"state\": \"stale\"",
            "\"problem\": null",
            "\"abandoned\": true",
            "\"life\": \"dead\"",
            "\"name\": \"@format\"",
            "\"state\": \"other_format\"",
            "\"problem\": \"region @format has region format 99, this runtime reads format 2\"",
            "\"name\": \"@making\"",
            "\"state\": \"not_ready\"",
            "\"problem\": \"the creator of region @making has not finished\"",
            "\"name\": \"@space\"",
            "\"state\": \"foreign\"",
            "\"problem\": null",
            "\"abandoned\": false",
            "\"life\": \"unknown\"");
    assertThat(Tool.stable(Tool.run("list", own + "boot", own + "space").fine()))
        .isEqualTo(
            HEADER
                + """
                @boot  plant  3  12 KiB  nobody since the last boot: 'tenon region remove @boot'
                @space  plant  3  12 KiB  %d?
                """
                    .replace("@", own)
                    .formatted(ProcessHandle.current().pid()));
  }

  @Test
  void listsEverythingWithoutAPattern() throws Exception {
    region("one", RegionHeader.NONCE_OFFSET, 1);

    assertThat(Tool.run("list").out()).contains("\n" + own + "one ");
    assertThat(Tool.stable(Tool.run("list", own + "no*one", own + "o*e").fine()))
        .hasLineCount(2)
        .contains("\n" + own + "one ");
  }

  private String list(Peer... peers) throws IOException, InterruptedException {
    return Tool.stable(Tool.run("list", own + "*").fine(), peers);
  }

  /** A region as this process left it, with four other bytes in its header. */
  private void region(String name, long offset, int value) throws IOException {
    Path file = fileOf(name);
    byte[] bytes;
    try (Plant _ = Plant.create(own + name)) {
      bytes = Files.readAllBytes(file);
    }
    Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
    restrict(name);
    ByteBuffer word = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
    word.putInt(0, value);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(word, offset);
    }
  }

  private Path fileOf(String name) {
    files.add(SHARED_MEMORY.resolve("tenon." + own + name));
    return files.getLast();
  }

  private void restrict(String name) throws IOException {
    Files.setPosixFilePermissions(
        SHARED_MEMORY.resolve("tenon." + own + name), PosixFilePermissions.fromString("rw-------"));
  }
}
