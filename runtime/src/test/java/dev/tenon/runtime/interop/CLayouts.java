// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Layout texts of regions that tests in C describe, too. */
final class CLayouts {
  private static final long FNV_BASIS = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 1099511628211L;

  private CLayouts() {}

  /** The hash that {@code regions.c} gives a text: it need only differ when the text does. */
  static String hash(String text) {
    long word = FNV_BASIS;
    for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
      word = (word ^ letter) * FNV_PRIME;
    }
    byte[] hash = new byte[32];
    Arrays.fill(hash, (byte) 0x5A);
    ByteBuffer.wrap(hash).order(ByteOrder.nativeOrder()).putLong(word);
    return HexFormat.of().formatHex(hash);
  }
}
