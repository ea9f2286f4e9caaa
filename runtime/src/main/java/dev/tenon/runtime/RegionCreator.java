// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.platform.FileStatus;
import dev.tenon.runtime.platform.Platform;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Creates a region under a temporary name and gives it its own name when it is complete, in one
 * step. A creator killed at any moment leaves at most a temporary file, which the next creation of
 * the same name removes.
 */
final class RegionCreator {
  private static final long TIMEOUT_NANOS = TenonFormatConstants.REGISTRATION_NANOSECONDS;
  private static final Pattern TEMPORARY_MIDDLE = Pattern.compile("([0-9]{1,18})\\.[0-9a-f]+");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Platform platform;
  private final RegionAddress address;
  private final RegionAttacher attacher;

  RegionCreator(Platform platform, RegionAddress address) {
    this.platform = platform;
    this.address = address;
    this.attacher = new RegionAttacher(platform, address);
  }

  /**
   * Creates the region.
   *
   * @throws RegionExistsException if the name is taken by a region that is not abandoned
   */
  Region create(RegionDescriptor descriptor, RegionOptions options) {
    try {
      return Uninterrupted.call(() -> tryCreate(descriptor, options));
    } catch (IOException e) {
      throw new RegionAccessException("cannot create " + address + ": " + e.getMessage(), e);
    }
  }

  private Region tryCreate(RegionDescriptor descriptor, RegionOptions options) throws IOException {
    RegionLayout layout = RegionLayout.of(descriptor);
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    while (true) {
      requireNameIsFree();
      removeStaleTemporaries();
      Region region = buildAndName(descriptor, options, layout);
      if (region != null) {
        return region;
      }
      if (System.nanoTime() - deadline >= 0) {
        throw new RegionBusyException(address + " is created and removed by others all the time");
      }
    }
  }

  private void requireNameIsFree() {
    if (Files.exists(address.path(), LinkOption.NOFOLLOW_LINKS) && !attacher.removeIfAbandoned()) {
      throw new RegionExistsException(address + " exists");
    }
  }

  /** Null when somebody took the name or removed the temporary file meanwhile. */
  private Region buildAndName(
      RegionDescriptor descriptor, RegionOptions options, RegionLayout layout) throws IOException {
    Path temporary = temporaryPath();
    RegionMapping mapping = null;
    boolean named = false;
    try {
      mapping = build(temporary, descriptor, options, layout);
      FileStatus status = platform.status(temporary);
      Files.createLink(address.path(), temporary);
      named = true;
      return new Region(
          platform,
          address,
          descriptor,
          options,
          new Region.Identity(status, options.persistent(), descriptor.contractVersion()),
          mapping,
          layout.placements(),
          RegionWriter.CREATOR_SLOT);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      if (!Files.isDirectory(address.path().getParent())) {
        throw e;
      }
      return null;
    } finally {
      if (!named && mapping != null) {
        mapping.discard();
      }
      Files.deleteIfExists(temporary);
    }
  }

  private RegionMapping build(
      Path temporary, RegionDescriptor descriptor, RegionOptions options, RegionLayout layout)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            Set.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      PageReservation.reserve(channel, temporary, address.toString(), layout.totalSize());
      RegionMapping mapping = RegionMapping.map(channel, layout.totalSize());
      new RegionWriter(mapping.control(), platform).write(descriptor, options, layout);
      return mapping;
    }
  }

  private Path temporaryPath() {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    long processId = platform.processId(platform.processIdentity());
    return address
        .path()
        .resolveSibling(
            temporaryPrefix() + processId + "." + HexFormat.of().formatHex(random) + ".tmp");
  }

  private String temporaryPrefix() {
    return ".tenon." + address.path().getFileName() + ".";
  }

  private void removeStaleTemporaries() throws IOException {
    String prefix = temporaryPrefix();
    String suffix = ".tmp";
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            address.path().getParent(),
            file -> {
              String name = file.getFileName().toString();
              return name.startsWith(prefix) && name.endsWith(suffix);
            })) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.length() > prefix.length() + suffix.length()) {
          removeIfStale(file, name.substring(prefix.length(), name.length() - suffix.length()));
        }
      }
    }
  }

  private void removeIfStale(Path file, String middle) throws IOException {
    Matcher matcher = TEMPORARY_MIDDLE.matcher(middle);
    if (!matcher.matches() || platform.isProcessId(Long.parseLong(matcher.group(1)))) {
      return;
    }
    try {
      if (platform.status(file).owner() == platform.effectiveUser()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Another creator of the same name was faster.
      return;
    }
  }
}
