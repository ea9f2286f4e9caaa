// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import dev.tenon.generator.contract.ContractHistory;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.emit.BrokenTemplateException;
import dev.tenon.generator.emit.Emitter;
import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.emit.html.HtmlEmitter;
import dev.tenon.generator.emit.java.JavaEmitter;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.output.OutputFile.Kind;
import dev.tenon.generator.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From a schema file to generated files:
 *
 * <pre>{@code
 * Generator generator = Generator.builder().targets(Set.of(Kind.JAVA)).build();
 * GenerationResult result = generator.generate(Path.of("market.tenon.yaml"));
 * }</pre>
 *
 * <p>Immutable and safe to use from several threads. Writes nothing.
 */
public final class Generator {

  private final List<Emitter> emitters;
  private final Set<Kind> targets;

  private Generator(List<Emitter> emitters, Set<Kind> targets) {
    this.emitters = List.copyOf(emitters);
    this.targets = Set.copyOf(targets);
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * Generates everything from one schema.
   *
   * @throws SchemaException with every error in the schema, or in a lock that a page tells of
   * @throws BrokenTemplateException when a template of the user's cannot be used
   */
  public GenerationResult generate(Path schemaFile) {
    CompiledSchema compiled = SchemaCompiler.compile(schemaFile);
    List<OutputFile> files =
        emitters.stream()
            .flatMap(emitter -> emit(emitter, compiled, schemaFile).stream())
            .filter(file -> targets.contains(file.kind()))
            .toList();
    return new GenerationResult(compiled.schema(), files, compiled.warnings());
  }

  /** Pages for people tell the history of a schema, too, which is in its locks. */
  private static List<OutputFile> emit(Emitter emitter, CompiledSchema compiled, Path schemaFile) {
    Schema schema = compiled.schema();
    return emitter instanceof HtmlEmitter html
        ? html.emit(schema, compiled.layouts(), ContractHistory.of(schemaFile, schema.name()))
        : emitter.emit(schema, compiled.layouts());
  }

  /** Options of a generator. */
  public static final class Builder {

    private final Set<Kind> targets = EnumSet.allOf(Kind.class);
    private Optional<Path> templates = Optional.empty();

    private Builder() {}

    /** Sets the kinds of files to generate; all by default. */
    public Builder targets(Set<Kind> kinds) {
      targets.retainAll(kinds);
      return this;
    }

    /** A folder with FreeMarker templates that replace those of the same name. */
    public Builder templates(Path folder) {
      templates = Optional.of(folder);
      return this;
    }

    /**
     * Returns the generator.
     *
     * @throws BrokenTemplateException when there is no such folder of templates, or a file in it
     *     replaces none
     */
    public Generator build() {
      List<Emitter> emitters = new ArrayList<>();
      if (targets.contains(Kind.JAVA) || targets.contains(Kind.RESOURCE)) {
        emitters.add(new JavaEmitter());
      }
      if (targets.contains(Kind.C)) {
        emitters.add(new CEmitter(templates));
      }
      if (targets.contains(Kind.DOCS)) {
        emitters.add(new HtmlEmitter(templates));
      }
      return new Generator(emitters, targets);
    }
  }
}
