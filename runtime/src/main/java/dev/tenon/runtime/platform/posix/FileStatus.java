// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file as the operating system describes it, symbolic links not followed.
 *
 * @param identity which file it is, whatever its names
 * @param owner user id
 * @param mode permission bits, the low twelve
 * @param regular whether it is a regular file
 */
public record FileStatus(Identity identity, long owner, int mode, boolean regular) {
  private static final int FILE_TYPE = 0170000;
  private static final int REGULAR_FILE = 0100000;
  private static final int PERMISSIONS = 07777;
  private static final int GROUP_AND_OTHERS = 0077;

  /** Device and inode. */
  public record Identity(long device, long inode) {}

  /** A way to look at files; tests have others than {@link #of}. */
  @FunctionalInterface
  public interface Look {
    /** Looks at a file. Throws NoSuchFileException if it is absent. */
    FileStatus at(Path path) throws IOException;
  }

  /**
   * Asks the file system.
   *
   * @throws NoSuchFileException if the file is absent
   */
  public static FileStatus of(Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:dev,ino,uid,mode", LinkOption.NOFOLLOW_LINKS);
    int mode = ((Number) attributes.get("mode")).intValue();
    return new FileStatus(
        new Identity(
            ((Number) attributes.get("dev")).longValue(),
            ((Number) attributes.get("ino")).longValue()),
        Integer.toUnsignedLong(((Number) attributes.get("uid")).intValue()),
        mode & PERMISSIONS,
        (mode & FILE_TYPE) == REGULAR_FILE);
  }

  /** Whether nobody but the owner (and root) may open it. */
  public boolean isPrivate() {
    return (mode & GROUP_AND_OTHERS) == 0;
  }
}
