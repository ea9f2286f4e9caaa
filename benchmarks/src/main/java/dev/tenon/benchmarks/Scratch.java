// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Names of regions and shared files of one suite; nothing of them stays. */
final class Scratch implements AutoCloseable {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final String prefix = "tenon-benchmarks." + ProcessHandle.current().pid() + ".";
  private final List<Path> files = new ArrayList<>();

  /** The name of a region, which is gone when the last process has closed it. */
  String region(String name) {
    return prefix + name;
  }

  /** A new file of zeros in shared memory. */
  String file(String name, int bytes) throws IOException {
    Path file = SHARED_MEMORY.resolve(prefix + name);
    Files.write(file, new byte[bytes]);
    files.add(file);
    return file.toString();
  }

  /** Removes the files, and regions whose processes had to be killed. */
  @Override
  public void close() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    try (Stream<Path> left = Files.list(SHARED_MEMORY)) {
      for (Path file : left.filter(f -> f.toString().contains("tenon." + prefix)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
