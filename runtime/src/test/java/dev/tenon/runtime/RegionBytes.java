// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.Participant;
import dev.tenon.runtime.format.RegionHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The bytes of a region's file, as another program may write them. */
final class RegionBytes {
  private static final long FIRST_SLOT =
      RegionHeader.PARTICIPANTS_OFFSET + Participant.IDENTITY_OFFSET;

  private final ByteBuffer bytes;

  private RegionBytes(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  /** Bytes that a creation of the descriptor writes, and nobody attached. */
  static RegionBytes created(Path directory, RegionDescriptor descriptor) {
    Path file = directory.resolve("template");
    RegionAddress address = RegionAddress.file(file);
    try (Region region = Region.create(address, descriptor)) {
      RegionBytes bytes = of(file);
      return region.isOpen() ? bytes.setLong(FIRST_SLOT, 0) : bytes;
    }
  }

  static RegionBytes of(Path file) {
    try {
      return new RegionBytes(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RegionBytes copy() {
    return new RegionBytes(bytes.array().clone());
  }

  RegionBytes setInt(long offset, int value) {
    bytes.putInt((int) offset, value);
    return this;
  }

  RegionBytes setLong(long offset, long value) {
    bytes.putLong((int) offset, value);
    return this;
  }

  RegionBytes setByte(long offset, int value) {
    bytes.put((int) offset, (byte) value);
    return this;
  }

  int getInt(long offset) {
    return bytes.getInt((int) offset);
  }

  long getLong(long offset) {
    return bytes.getLong((int) offset);
  }

  int size() {
    return bytes.capacity();
  }

  byte[] array() {
    return bytes.array();
  }

  RegionBytes cut(int size) {
    byte[] shorter = new byte[size];
    System.arraycopy(bytes.array(), 0, shorter, 0, Math.min(size, size()));
    return new RegionBytes(shorter);
  }

  /** Writes them over a file of the same size that is mapped. */
  void writeInto(Path file) {
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.write(bytes.duplicate().rewind());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes them, with mode 0600, over whatever is there. */
  void writeTo(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      try (var channel =
          Files.newByteChannel(
              file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))) {
        channel.write(bytes.duplicate().rewind());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
