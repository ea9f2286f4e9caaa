// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.posix;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.platform.StoredRegion;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Function;

/** A region's file, open. */
final class StoredFile implements StoredRegion {
  private final RegionAddress address;
  private final Path path;
  private final FileChannel channel;

  /** The name that a new file is to have; null for a file that has its name. */
  private final Name name;

  /**
   * A name that a file is to have.
   *
   * @param failure makes of what the file system says what is thrown
   */
  record Name(Path path, Function<FileSystemException, IOException> failure) {}

  StoredFile(RegionAddress address, Path path, FileChannel channel, Name name) {
    this.address = address;
    this.path = path;
    this.channel = channel;
    this.name = name;
  }

  static FileChannel openChannel(Path path) throws IOException {
    return FileChannel.open(
        path, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
  }

  static FileChannel openChannelToRead(Path path) throws IOException {
    return FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
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
        throw new CorruptRegionException(address + " ends at byte " + (offset + buffer.position()));
      }
    }
    return copy;
  }

  @Override
  public RegionMapping map(long size) throws IOException {
    return RegionMapping.of(address, FileExtent.open(path), arena -> map(size, arena));
  }

  /** Looks first: mapping would let a file grow that was cut short meanwhile. */
  private MemorySegment map(long size, Arena arena) throws IOException {
    requireBytes(size);
    return channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
  }

  @Override
  public MemorySegment mapReadOnly(long offset, long size, Arena arena) throws IOException {
    requireBytes(offset + size);
    return channel.map(FileChannel.MapMode.READ_ONLY, offset, size, arena);
  }

  private void requireBytes(long size) throws IOException {
    long bytes = channel.size();
    if (bytes < size) {
      throw new CorruptRegionException(
          address + " has " + bytes + " bytes now, its header said " + size);
    }
  }

  @Override
  public boolean publish() throws IOException {
    channel.close();
    try {
      Files.createLink(name.path(), path);
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      if (!Files.isDirectory(name.path().getParent())) {
        throw e;
      }
      return false;
    } catch (FileSystemException e) {
      throw name.failure().apply(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      if (name != null) {
        Files.deleteIfExists(path);
      }
    }
  }
}
