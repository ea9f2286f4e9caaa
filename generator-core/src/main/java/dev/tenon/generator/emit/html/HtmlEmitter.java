// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.contract.FrozenVersion;
import dev.tenon.generator.emit.Emitter;
import dev.tenon.generator.emit.Excerpts;
import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.emit.java.JavaClass;
import dev.tenon.generator.emit.java.JavaEmitter;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Prints a schema as one page of HTML that needs nothing else: no script, no font, no picture from
 * anywhere. The page is well-formed XML, too.
 */
public final class HtmlEmitter implements Emitter {

  /** Characters that HTML and XML cannot contain, not even escaped. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\uFFFE\\uFFFF\\p{Cs}]");

  private final Templates templates;
  private final BiFunction<Schema, Layouts, Excerpts> c;
  private final BiFunction<Schema, Layouts, List<JavaClass>> java;

  /**
   * @param templateOverrides a directory whose files, such as {@code html/style.css.ftl}, replace
   *     the templates of the same name; those of C replace what the page shows of C, too
   * @throws dev.tenon.generator.emit.BrokenTemplateException when there is no such directory, or
   *     one of its templates replaces nothing
   */
  public HtmlEmitter(Optional<Path> templateOverrides) {
    this(templateOverrides, new CEmitter(templateOverrides)::excerpts, new JavaEmitter()::classes);
  }

  /** Shows the code that comes from the given functions. */
  HtmlEmitter(
      Optional<Path> templateOverrides,
      BiFunction<Schema, Layouts, Excerpts> c,
      BiFunction<Schema, Layouts, List<JavaClass>> java) {
    this.templates = new Templates(templateOverrides);
    this.c = c;
    this.java = java;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.tenon.generator.emit.BrokenTemplateException when a template has an error
   */
  @Override
  public List<OutputFile> emit(Schema schema, Layouts layouts) {
    return emit(schema, layouts, List.of());
  }

  /**
   * Prints a schema that has a history.
   *
   * @param history the frozen versions, the oldest first
   */
  public List<OutputFile> emit(Schema schema, Layouts layouts, List<FrozenVersion> history) {
    Links links = Links.of(schema);
    PageScope scope = scope(schema, layouts, links);
    List<PageScope> imports =
        schema.imports().stream()
            .map(imported -> scope(imported, Layouts.of(imported), links))
            .toList();
    String page = templates.render(SchemaPage.of(scope, imports, history));
    return List.of(
        new OutputFile(
            OutputFile.Kind.DOCS,
            schema.name() + ".html",
            UNPRINTABLE.matcher(page.replace("\r\n", "\n")).replaceAll("\uFFFD")));
  }

  private PageScope scope(Schema schema, Layouts layouts, Links links) {
    return new PageScope(
        schema,
        layouts,
        links,
        new CDeclarations(schema, c.apply(schema, layouts)),
        new JavaDeclarations(schema, java.apply(schema, layouts)));
  }
}
