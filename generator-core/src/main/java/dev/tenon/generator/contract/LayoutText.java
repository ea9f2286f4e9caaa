// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A canonical layout text and its hash.
 *
 * @param text lines that end with LF
 */
public record LayoutText(String text) {

  /** SHA-256 of the UTF-8 bytes (FIPS 180-4), 32 bytes. */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** The hash as 64 lower-case hex digits. */
  public String hashHex() {
    return HexFormat.of().formatHex(hash());
  }

  /** First eight bytes of the hash as 16 lower-case hex digits. */
  public String shortHash() {
    return hashHex().substring(0, 16);
  }
}
