// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.posix;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.platform.StoredRegion;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A region's file, open, and the registration lock on it.
 *
 * <p>The lock is an exclusive lock on byte 0, held by the kernel, so it ends with its holder. Linux
 * drops a process's lock when <em>any</em> descriptor of the file is closed in that process;
 * therefore a file is opened by its name in one thread at a time, and a new one is closed before it
 * has its name.
 */
final class StoredFile implements StoredRegion {
  private final Path path;
  private final FileStatus.Identity identity;
  private final FileChannel channel;

  /** The name that a new file is to have; null for a file that has its name. */
  private final Path name;

  /** File that the path led to when the lock was taken; open as long as the lock is held. */
  private FileChannel named;

  StoredFile(Path path, FileStatus.Identity identity, FileChannel channel, Path name) {
    this.path = path;
    this.identity = identity;
    this.channel = channel;
    this.name = name;
  }

  static FileChannel openChannel(Path path) throws IOException {
    return FileChannel.open(
        path, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
  }

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public MemorySegment read(long offset, long size, Arena arena) throws IOException {
    MemorySegment copy = arena.allocate(Math.max(size, 1), RegionHeader.ALIGNMENT);
    ByteBuffer buffer = copy.asByteBuffer().limit(Math.toIntExact(size));
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new CorruptRegionException("the file ends at byte " + (offset + buffer.position()));
      }
    }
    return copy;
  }

  @Override
  public RegionMapping map(long size) throws IOException {
    return RegionMapping.of(arena -> channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena));
  }

  @Override
  public boolean publish() throws IOException {
    channel.close();
    try {
      Files.createLink(name, path);
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      if (!Files.isDirectory(name.getParent())) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public boolean tryLock() throws IOException {
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
      if (name != null) {
        Files.deleteIfExists(path);
      }
    }
  }
}
