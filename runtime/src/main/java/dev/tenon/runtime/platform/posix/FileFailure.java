// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.posix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Reasons of failed file operations, of which Java keeps a text in the user's language. */
final class FileFailure {
  private static final Path FULL_DEVICE = Path.of("/dev/full");
  private static final Set<String> NO_ROOM =
      Set.of("No space left on device", "Disk quota exceeded");

  private FileFailure() {}

  /**
   * Whether the file system has no room for another file, or another name of one. That a quota is
   * used up is recognised in English only: no device fails that way, to ask for the text.
   */
  static boolean isNoRoom(FileSystemException e) {
    String reason = e.getReason();
    return reason != null && (NO_ROOM.contains(reason) || reason.equals(noSpace()));
  }

  /** The same exception, or one that says why where Java says the path alone. */
  static IOException explained(IOException e) {
    return e instanceof AccessDeniedException denied && denied.getReason() == null
        ? explained(denied)
        : e;
  }

  private static IOException explained(AccessDeniedException denied) {
    IOException explained =
        new AccessDeniedException(denied.getFile(), denied.getOtherFile(), "permission denied");
    explained.initCause(denied);
    return explained;
  }

  /** Text of {@code ENOSPC}: a device that is always full fails with it. */
  private static String noSpace() {
    try (FileChannel full = FileChannel.open(FULL_DEVICE, StandardOpenOption.WRITE)) {
      full.write(ByteBuffer.allocate(1));
      return null;
    } catch (IOException e) {
      return e instanceof FileSystemException known ? known.getReason() : e.getMessage();
    }
  }
}
