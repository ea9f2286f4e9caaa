// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The support class of a package. Its text depends on nothing but the package, because several
 * schemas may share one.
 */
final class SupportEmitter {

  static final String CLASS_NAME = "TenonFields";

  private static final String TEXT = read();

  private SupportEmitter() {}

  /** Returns the whole file without its first line. */
  static String emit(String javaPackage) {
    return TEXT.replace("package PACKAGE;", "package " + javaPackage + ";");
  }

  private static String read() {
    try (InputStream in = SupportEmitter.class.getResourceAsStream(CLASS_NAME + ".java.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
