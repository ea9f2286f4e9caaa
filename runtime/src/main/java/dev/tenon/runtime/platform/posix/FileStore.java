// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.posix;

import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionCreationException;
import dev.tenon.runtime.UnsafeRegionException;
import dev.tenon.runtime.platform.ReadableRegion;
import dev.tenon.runtime.platform.RegionStore;
import dev.tenon.runtime.platform.StoredRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** A region in a file, which is made beside its name and linked to it when it is complete. */
public final class FileStore implements RegionStore {
  /** Permissions of a region: its owner reads and writes. */
  private static final Set<PosixFilePermission> OWN =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final RegionAddress address;
  private final Path path;
  private final Process process;
  private final FileStatus.Look look;
  private final Supplier<Room> memory;
  private final Drafts drafts;

  /**
   * The process that opens files.
   *
   * @param id process id
   * @param user on whose behalf it opens files
   * @param isProcessId false only when no process has that id
   */
  public record Process(long id, long user, LongPredicate isProcessId) {}

  /**
   * The store of one address.
   *
   * @param path absolute
   * @param look how files are looked at
   * @param memory room for files that lie in memory
   */
  public FileStore(
      RegionAddress address,
      Path path,
      Process process,
      FileStatus.Look look,
      Supplier<Room> memory) {
    this.address = address;
    this.path = path;
    this.process = process;
    this.look = look;
    this.memory = memory;
    this.drafts = new Drafts(path);
  }

  @Override
  public StoredRegion create(long size) throws IOException {
    Path draft = drafts.next(process.id());
    boolean complete = false;
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              draft,
              Set.of(
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS),
              PosixFilePermissions.asFileAttribute(OWN));
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      requireDirectory(e);
      return null;
    } catch (FileSystemException e) {
      throw failure(e, size);
    }
    try {
      // The umask may have taken bits that the owner needs.
      Files.setPosixFilePermissions(draft, OWN);
      new PageReservation(channel, draft, address.toString(), size, memory).reserve();
      complete = true;
      return new StoredFile(
          address, draft, channel, new StoredFile.Name(path, e -> failure(e, size)));
    } finally {
      if (!complete) {
        channel.close();
        Files.deleteIfExists(draft);
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Java cannot ask an open channel for its owner, so the name is looked at before and after: a
   * name that moved in between gives null, unless the later file was given the inode of the earlier
   * one. That it is the opened one, its nonce tells.
   */
  @Override
  public StoredRegion open() throws IOException {
    return open(StoredFile::openChannel);
  }

  @Override
  public ReadableRegion openToRead() throws IOException {
    return open(StoredFile::openChannelToRead);
  }

  /** A way to open a file. */
  private interface Opener {
    FileChannel open(Path path) throws IOException;
  }

  private StoredFile open(Opener opener) throws IOException {
    FileStatus status;
    FileChannel channel;
    try {
      status = look.at(path);
      requireSafe(status);
      channel = opener.open(path);
    } catch (AccessDeniedException e) {
      throw new UnsafeRegionException(address + " may not be opened by this user");
    }
    boolean same = false;
    try {
      same = look.at(path).equals(status);
    } catch (NoSuchFileException e) {
      // Removed meanwhile: as any other move of the name.
      return null;
    } finally {
      if (!same) {
        channel.close();
      }
    }
    return same ? new StoredFile(address, path, channel, null) : null;
  }

  @Override
  public boolean unlink() throws IOException {
    return Files.deleteIfExists(path);
  }

  @Override
  public boolean remove() throws IOException {
    try {
      FileStatus status = look.at(path);
      if (!status.regular() || status.owner() != process.user()) {
        throw new UnsafeRegionException(address + " is not a regular file of this user");
      }
      return unlink();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void removeDeadDrafts() throws IOException {
    drafts.removeDead(process.isProcessId(), process.user(), look);
  }

  /** A file system that has no room for a file is as full as one that has none for its bytes. */
  private IOException failure(FileSystemException e, long size) {
    if (FileFailure.isNoRoom(e)) {
      long free = path.getParent().toFile().getUsableSpace();
      throw new RegionCreationException(
          "cannot create "
              + address
              + ": the file system has no room for another file, "
              + size
              + " bytes asked, "
              + free
              + " bytes free ("
              + e.getMessage()
              + ")",
          size,
          free,
          e);
    }
    return FileFailure.explained(e);
  }

  private void requireDirectory(IOException e) throws IOException {
    if (!Files.isDirectory(path.getParent())) {
      throw e;
    }
  }

  private void requireSafe(FileStatus status) {
    if (!status.regular()) {
      throw new UnsafeRegionException(address + " is not a regular file");
    }
    if (status.owner() != process.user()) {
      throw new UnsafeRegionException(
          address + " belongs to user " + status.owner() + ", not to " + process.user());
    }
    if (!status.isPrivate()) {
      throw new UnsafeRegionException(
          address + " has mode " + Integer.toOctalString(status.mode()) + ", must be 600");
    }
  }
}
