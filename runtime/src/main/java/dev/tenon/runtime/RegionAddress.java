// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.layout.Printable;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Address of a region: a name in the machine's shared memory, or a file. Immutable. */
public final class RegionAddress {
  private static final long MAX_BYTES = TenonFormatConstants.MAX_REGION_NAME_BYTES;
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0," + (MAX_BYTES - 1) + "}");

  private final String name;
  private final Path file;
  private final String text;

  /** Either a name or a file, the other one null. */
  private RegionAddress(String name, Path file, String text) {
    this.name = name;
    this.file = file;
    this.text = text;
  }

  /**
   * A region in the machine's shared memory, gone at the next start of the machine.
   *
   * @param name 1 to 200 of {@code A-Z a-z 0-9 . _ -}, not starting with a dot
   * @throws IllegalArgumentException for any other name
   */
  public static RegionAddress sharedMemory(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'"
              + Printable.of(name)
              + "' is not a region name: 1 to "
              + MAX_BYTES
              + " of A-Z a-z 0-9 . _ -, not starting with a dot");
    }
    return new RegionAddress(name, null, "region " + name);
  }

  /**
   * A region in a file, on any file system that has hard links.
   *
   * @throws IllegalArgumentException if the path has no file name
   */
  public static RegionAddress file(Path path) {
    Objects.requireNonNull(path, "path");
    Path absolute = path.toAbsolutePath();
    if (path.toString().isEmpty() || absolute.getFileName() == null) {
      throw new IllegalArgumentException("'" + path + "' does not name a file");
    }
    return new RegionAddress(null, absolute, "region file " + path);
  }

  /**
   * Calls the function for the way in which the region is found.
   *
   * @param sharedMemory gets the name in shared memory
   * @param file gets the absolute path of the file
   * @return what the function returns
   */
  public <T> T match(Function<String, T> sharedMemory, Function<Path, T> file) {
    return name != null ? sharedMemory.apply(name) : file.apply(this.file);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegionAddress that
        && Objects.equals(name, that.name)
        && Objects.equals(file, that.file);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, file);
  }

  /** For messages: {@code region acme.market} or {@code region file /srv/acme.region}. */
  @Override
  public String toString() {
    return text;
  }
}
