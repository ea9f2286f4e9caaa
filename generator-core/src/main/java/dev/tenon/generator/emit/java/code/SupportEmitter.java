// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.SemanticType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The support classes of a package. Their text depends on nothing but the package, because several
 * schemas may share one.
 */
public final class SupportEmitter {

  static final String CLASS_NAME = "TenonFields";

  /** What is needed where types stand for something else than a number. */
  static final String MEANINGS_CLASS_NAME = "TenonMeanings";

  private static final Map<String, String> TEXTS =
      Map.of(CLASS_NAME, read(CLASS_NAME), MEANINGS_CLASS_NAME, read(MEANINGS_CLASS_NAME));

  private SupportEmitter() {}

  /** Returns the classes that a schema needs. */
  public static List<String> classes(Schema schema) {
    boolean meanings =
        schema.composites().stream()
            .flatMap(composite -> composite.fields().stream())
            .anyMatch(field -> field.valueType() instanceof SemanticType);
    return meanings ? List.of(CLASS_NAME, MEANINGS_CLASS_NAME) : List.of(CLASS_NAME);
  }

  /** Returns the whole file of a class without its first line. */
  public static String emit(String className, String javaPackage) {
    return TEXTS.get(className).replace("package PACKAGE;", "package " + javaPackage + ";");
  }

  private static String read(String className) {
    try (InputStream in = SupportEmitter.class.getResourceAsStream(className + ".java.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
