// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.platform.FileStatus;
import dev.tenon.runtime.platform.Platform;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A region's file, opened and checked, and the registration lock on it.
 *
 * <p>The lock is an exclusive lock on byte 0, held by the kernel, so it ends with its holder. Linux
 * drops a process's lock when <em>any</em> descriptor of the file is closed in that process;
 * therefore everything that opens a region's file runs inside {@link #exclusively}, one at a time.
 */
final class RegionFile implements AutoCloseable {
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();
  private static final long TIMEOUT_NANOS = TenonFormatConstants.REGISTRATION_NANOSECONDS;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Path path;
  private final FileStatus status;
  private final FileChannel channel;

  /** What the path led to when the lock was taken; open as long as the lock is to be held. */
  private FileChannel named;

  private RegionFile(Path path, FileStatus status, FileChannel channel) {
    this.path = path;
    this.status = status;
    this.channel = channel;
  }

  /** One try at something that needs the registration lock. */
  interface Attempt<T> {
    /** Null when the lock was held or the name moved to another file: try again. */
    T run() throws IOException;
  }

  /**
   * Repeats the attempt until it has a result, one attempt at a time in this process.
   *
   * @throws RegionBusyException after five seconds
   */
  static <T> T exclusively(RegionAddress address, Attempt<T> attempt) {
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    try {
      return Uninterrupted.call(() -> repeat(address, attempt, deadline));
    } catch (NoSuchFileException e) {
      throw new RegionNotFoundException(address + " does not exist");
    } catch (IOException e) {
      throw new RegionAccessException("cannot open " + address + ": " + e.getMessage(), e);
    }
  }

  private static <T> T repeat(RegionAddress address, Attempt<T> attempt, long deadline)
      throws IOException {
    while (true) {
      if (IN_PROCESS.tryLock()) {
        try {
          T result = attempt.run();
          if (result != null) {
            return result;
          }
        } finally {
          IN_PROCESS.unlock();
        }
      }
      if (System.nanoTime() - deadline >= 0) {
        throw new RegionBusyException(
            address + ": another process or thread held the registration lock for 5 s");
      }
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  /**
   * Opens the file for reading and writing. Java cannot ask an open channel for its owner, so the
   * name is looked at before and after: a name that moved in between gives null, unless the later
   * file was given the inode of the earlier one. That it is the opened one, {@link #tryLock} tells.
   *
   * @throws NoSuchFileException if it is absent
   * @throws UnsafeRegionException if another user could have made it or could change it
   */
  static RegionFile open(Platform platform, RegionAddress address) throws IOException {
    Path path = address.path();
    FileStatus status = platform.status(path);
    requireSafe(platform, address, status);
    FileChannel channel = openChannel(path);
    boolean same = false;
    try {
      same = platform.status(path).equals(status);
    } catch (NoSuchFileException e) {
      // Removed meanwhile: as any other move of the name.
      return null;
    } finally {
      if (!same) {
        channel.close();
      }
    }
    return same ? new RegionFile(path, status, channel) : null;
  }

  private static FileChannel openChannel(Path path) throws IOException {
    return FileChannel.open(
        path, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
  }

  static void requireSafe(Platform platform, RegionAddress address, FileStatus status) {
    if (!status.regular()) {
      throw new UnsafeRegionException(address + " is not a regular file");
    }
    if (status.owner() != platform.effectiveUser()) {
      throw new UnsafeRegionException(
          address + " belongs to user " + status.owner() + ", not to " + platform.effectiveUser());
    }
    if (!status.isPrivate()) {
      throw new UnsafeRegionException(
          address + " has mode " + Integer.toOctalString(status.mode()) + ", must be 600");
    }
  }

  FileChannel channel() {
    return channel;
  }

  FileStatus status() {
    return status;
  }

  /**
   * Takes the registration lock without waiting; it is held until this object is closed. As long as
   * it is held, nobody gives the name to another file.
   *
   * @return false if somebody else holds it or the name has moved to another file
   */
  boolean tryLock() throws IOException {
    try {
      return lock(channel) && isNamed();
    } catch (OverlappingFileLockException e) {
      // The same runtime, loaded a second time in this JVM, holds it.
      return false;
    }
  }

  /**
   * Whether the path leads to this file. Java has no {@code fstat}, and an inode that the path has
   * again may be that of a later file; but a lock that this JVM holds already tells the file by its
   * open descriptor.
   */
  private boolean isNamed() throws IOException {
    try {
      named = openChannel(path);
    } catch (NoSuchFileException e) {
      return false;
    }
    try {
      lock(named);
      return false;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  /**
   * Takes the lock unless another process has it.
   *
   * @throws OverlappingFileLockException if this JVM has it already, whatever the channel
   */
  private static boolean lock(FileChannel channel) throws IOException {
    return channel.tryLock(0, 1, false) != null;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      if (named != null) {
        named.close();
      }
    }
  }
}
