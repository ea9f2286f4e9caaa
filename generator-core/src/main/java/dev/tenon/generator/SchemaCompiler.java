// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import dev.tenon.generator.check.Rules;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.reader.SchemaDocument;
import dev.tenon.generator.schema.reader.SchemaReader;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.SourceFile;
import dev.tenon.generator.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The pipeline up to the emitters: from the text of a schema to a checked model and its layout. */
public final class SchemaCompiler {

  private final Diagnostics diagnostics = new Diagnostics();
  private final String fileName;

  /** The name goes into comments, where a line end or a Java escape would end them. */
  private SchemaCompiler(String fileName) {
    this.fileName = fileName.replaceAll("[\\p{Cntrl}\\\\]", "_");
  }

  /**
   * Compiles a schema file. Diagnostics call it by the path that is given here.
   *
   * @throws SchemaException with everything that is wrong
   */
  public static CompiledSchema compile(Path file) {
    SchemaCompiler compiler = new SchemaCompiler(String.valueOf(file.getFileName()));
    String shownName = file.toString().replace('\\', '/');
    return compiler.compile(SourceFile.read(file, shownName, compiler.diagnostics));
  }

  /**
   * Compiles a schema that is not in a file.
   *
   * @param fileName what it would be called, such as {@code market.tenon.yaml}
   * @throws SchemaException with everything that is wrong
   */
  public static CompiledSchema compile(String fileName, String text) {
    return compile(fileName, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Compiles the bytes of a schema.
   *
   * @throws SchemaException with everything that is wrong
   */
  public static CompiledSchema compile(String fileName, byte[] bytes) {
    SchemaCompiler compiler = new SchemaCompiler(fileName);
    return compiler.compile(SourceFile.of(fileName, bytes, compiler.diagnostics));
  }

  private CompiledSchema compile(Optional<SourceFile> source) {
    Optional<Node> tree = source.flatMap(file -> YamlReader.read(file, diagnostics));
    Optional<SchemaDocument> document =
        tree.flatMap(root -> SchemaReader.read(root, fileName, diagnostics));
    if (document.isEmpty()) {
      diagnostics.throwIfErrors();
      throw new AssertionError("a schema was not read, and no error says why");
    }
    Schema schema = document.get().schema();
    Layouts layouts = Layouts.of(schema);
    Rules.standard().check(document.get(), layouts, diagnostics);
    diagnostics.throwIfErrors();
    return new CompiledSchema(schema, layouts, diagnostics.sorted());
  }
}
