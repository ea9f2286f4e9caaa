// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that one owner generated into a folder: SHA-256 and path of each file, kept as {@code
 * .tenon/<owner>.sha256} in the format of {@code sha256sum}, so that {@code sha256sum -c} reads it.
 */
final class Manifest {

  /** Below the output folder; its name begins with a dot so that source scanners pass it by. */
  static final String FOLDER = ".tenon";

  private static final String SUFFIX = ".sha256";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

  private final String owner;
  private final SortedMap<String, String> digestByPath = new TreeMap<>();

  Manifest(String owner) {
    this.owner = owner;
  }

  static void requireName(String owner) {
    if (!NAME.matcher(owner).matches()) {
      throw new IllegalArgumentException("not a name for a manifest: '" + owner + "'");
    }
  }

  /** Reads the owner's manifest; empty when there is none. */
  static Manifest read(Path root, String owner) throws IOException {
    return read(fileOf(root, owner), new Manifest(owner));
  }

  /** Returns whether another owner, too, generated this file into the folder. */
  static boolean isListedByOthers(Path root, String owner, String path) throws IOException {
    Path own = fileOf(root, owner);
    try (Stream<Path> manifests = Files.list(own.getParent())) {
      for (Path file : (Iterable<Path>) manifests::iterator) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)
            && !file.equals(own)
            && read(file, new Manifest(name)).contains(path)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Lines that are damaged are passed by: at worst a file stays that could have been removed. */
  private static Manifest read(Path file, Manifest manifest) throws IOException {
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        var matcher = LINE.matcher(line);
        if (matcher.matches()) {
          manifest.put(matcher.group(2), matcher.group(1));
        }
      }
    }
    return manifest;
  }

  /** Writes the manifest if it changed, removes it if it lists nothing. */
  void write(Path root) throws IOException {
    Path file = fileOf(root, owner);
    if (digestByPath.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    StringBuilder text = new StringBuilder();
    digestByPath.forEach(
        (path, digest) -> text.append(digest).append("  ").append(path).append('\n'));
    if (!Files.exists(file) || !Files.readString(file).contentEquals(text)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardCharsets.UTF_8);
    }
  }

  void put(String path, String digest) {
    digestByPath.put(path, digest);
  }

  Set<String> paths() {
    return digestByPath.keySet();
  }

  boolean contains(String path) {
    return digestByPath.containsKey(path);
  }

  boolean hasDigest(String path, String digest) {
    return digest.equals(digestByPath.get(path));
  }

  static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Path fileOf(Path root, String owner) {
    return root.resolve(FOLDER).resolve(owner + SUFFIX);
  }
}
