// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import dev.tenon.generator.check.Rules;
import dev.tenon.generator.check.names.Yielding;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.diagnostic.Findings;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.reader.SchemaDocument;
import dev.tenon.generator.schema.reader.SchemaReader;
import dev.tenon.generator.yaml.FileContent;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Scalar;
import dev.tenon.generator.yaml.SourceFile;
import dev.tenon.generator.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pipeline up to the emitters: from the text of a schema to a checked model and its layout. */
public final class SchemaCompiler {

  /** Deeper imports are taken for an error; it also bounds the recursion. */
  private static final int MAX_DEPTH = 32;

  private final Diagnostics diagnostics = new Diagnostics();

  /** The files that are being read, each imported by the one before it. */
  private final List<Path> path = new ArrayList<>();

  /** Imported schemas by real path, because several paths can lead to one schema. */
  private final Map<Path, Optional<Schema>> known;

  private SchemaCompiler(Map<Path, Optional<Schema>> known) {
    this.known = known;
  }

  /**
   * Compiles a schema file. Diagnostics call it by the path that is given here.
   *
   * @throws SchemaException with everything that is wrong
   */
  public static CompiledSchema compile(Path file) {
    return new SchemaCompiler(new HashMap<>()).finish(file);
  }

  /**
   * Compiles a schema that is not in a file. What it imports is looked for in the working folder.
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
    SchemaCompiler compiler = new SchemaCompiler(new HashMap<>());
    return compiler.finish(
        compiler.compile(
            Path.of(neutral(fileName)), SourceFile.of(fileName, bytes, compiler.diagnostics)));
  }

  private CompiledSchema finish(Path file) {
    return finish(
        compile(
            file,
            SourceFile.read(file, ImportedFile.shown(file), FileContent.SCHEMA, diagnostics)));
  }

  private CompiledSchema finish(Optional<CompiledSchema> compiled) {
    diagnostics.throwIfErrors();
    CompiledSchema result =
        compiled.orElseThrow(
            () -> new AssertionError("a schema was not read, and no error says why"));
    return new CompiledSchema(result.schema(), result.layouts(), diagnostics.sorted());
  }

  private Optional<CompiledSchema> compile(Path file, Optional<SourceFile> source) {
    path.add(ImportedFile.identity(file));
    Optional<Node> tree = source.flatMap(text -> YamlReader.read(text, diagnostics));
    String fileName = neutral(String.valueOf(file.getFileName()));
    Optional<SchemaDocument> document =
        tree.flatMap(
            root -> SchemaReader.read(root, fileName, p -> imported(file, p), diagnostics));
    Optional<CompiledSchema> compiled = document.map(this::check);
    path.remove(path.size() - 1);
    return compiled;
  }

  private CompiledSchema check(SchemaDocument document) {
    Layouts layouts = Layouts.of(document.schema());
    Yielding.resolve(document.schema(), layouts);
    Rules.standard().check(document, layouts, diagnostics);
    return new CompiledSchema(document.schema(), layouts, Findings.none());
  }

  /** Compiles what a schema imports. Its errors are those of the schema, its warnings are not. */
  private Optional<Schema> imported(Path importer, Scalar written) {
    Optional<ImportedFile> found = ImportedFile.of(importer, written, diagnostics);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ImportedFile file = found.get();
    Path identity = file.identity();
    if (path.contains(identity)) {
      reportCycle(identity, written);
      return Optional.empty();
    }
    if (path.size() > MAX_DEPTH) {
      diagnostics.report(
          DiagnosticCode.INVALID_IMPORT,
          written.span(),
          "imports are nested deeper than %d levels".formatted(MAX_DEPTH));
      return Optional.empty();
    }
    if (!known.containsKey(identity)) {
      known.put(identity, compiled(file, written));
    }
    return known.get(identity);
  }

  private void reportCycle(Path first, Scalar written) {
    List<Path> cycle = new ArrayList<>(path.subList(path.indexOf(first), path.size()));
    cycle.add(first);
    diagnostics.report(
        Diagnostic.of(
                DiagnosticCode.IMPORT_CYCLE,
                written.span(),
                "'%s' imports itself: %s"
                    .formatted(
                        first.getFileName(),
                        cycle.stream()
                            .map(file -> String.valueOf(file.getFileName()))
                            .collect(Collectors.joining(" -> "))))
            .withHelp("move the shared declarations into a third schema and import it"));
  }

  private Optional<Schema> compiled(ImportedFile file, Scalar written) {
    SchemaCompiler compiler = new SchemaCompiler(known);
    compiler.path.addAll(path);
    Optional<CompiledSchema> compiled =
        compiler.compile(
            file.path(),
            SourceFile.read(file.path(), file.shown(), FileContent.SCHEMA, compiler.diagnostics));
    Findings all = compiler.diagnostics.sorted();
    for (Diagnostic found : all) {
      if (found.isError() && found.span().source().lines().isEmpty()) {
        file.reportUnusable(written, found, diagnostics);
      } else if (found.isError()) {
        diagnostics.report(found);
      }
    }
    if (!compiler.diagnostics.hasErrors()) {
      return compiled.map(CompiledSchema::schema);
    }
    diagnostics.omit(all.omitted());
    return Optional.empty();
  }

  /** The name goes into comments, where a line end or a Java escape would end them. */
  private static String neutral(String fileName) {
    return fileName.replaceAll("[\\p{Cntrl}\\\\]", "_");
  }
}
