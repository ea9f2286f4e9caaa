// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Names of regions and shared files of one suite; nothing of them stays. */
final class Scratch implements AutoCloseable {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final String prefix = "tenon-benchmarks." + ProcessHandle.current().pid() + ".";

  /** The name of a region, which is gone when the last process has closed it. */
  String region(String name) {
    return prefix + name;
  }

  /** A path in shared memory where nothing is yet. */
  String path(String name) {
    return SHARED_MEMORY.resolve(prefix + name).toString();
  }

  /** A new file of zeros in shared memory. */
  String file(String name, int bytes) throws IOException {
    Path file = SHARED_MEMORY.resolve(prefix + name);
    Files.write(file, new byte[bytes]);
    return file.toString();
  }

  /** Removes files, folders, and regions whose processes had to be killed. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> left = Files.list(SHARED_MEMORY)) {
      for (Path path : left.filter(this::isOurs).toList()) {
        remove(path);
      }
    }
  }

  private boolean isOurs(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(prefix) || name.startsWith("tenon." + prefix);
  }

  private static void remove(Path path) throws IOException {
    try (Stream<Path> below = Files.walk(path)) {
      // What lies in a folder comes behind it.
      for (Path next : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(next);
      }
    }
  }
}
