// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.OutputFormat;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The templates of one kind of output: ours, and in place of single ones those of a user's
 * directory. They print the same on every machine, whatever its locale, and reach nothing but what
 * they are given.
 */
public final class TemplateFolder {

  private final String folder;
  private final Set<String> names;
  private final Configuration configuration;
  private final Optional<Path> overrides;

  /**
   * Takes the templates of a folder.
   *
   * @param folder where they lie, here and below the user's directory, such as {@code c}
   * @param names all that there are, such as {@code c/types.h.ftl}
   * @param format how what they print is escaped
   * @param overrides the user's directory
   * @throws BrokenTemplateException when there is no such directory, or a template in it replaces
   *     none of ours
   */
  public TemplateFolder(
      String folder, Set<String> names, OutputFormat format, Optional<Path> overrides) {
    this.folder = folder;
    this.names = Set.copyOf(names);
    this.overrides = overrides;
    configuration = new Configuration(Configuration.VERSION_2_3_35);
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("c");
    configuration.setBooleanFormat("c");
    configuration.setOutputFormat(format);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setLogTemplateExceptions(false);
    configuration.setLocalizedLookup(false);
    configuration.setTemplateLoader(loader());
  }

  private TemplateLoader loader() {
    TemplateLoader ours = new ClassTemplateLoader(TemplateFolder.class, "/dev/tenon/templates");
    if (overrides.isEmpty()) {
      return ours;
    }
    refuseUnknown(overrides.get());
    try {
      TemplateLoader theirs = new FileTemplateLoader(overrides.get().toFile());
      return new MultiTemplateLoader(new TemplateLoader[] {theirs, ours});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A misspelled file would be passed over without a word. */
  private void refuseUnknown(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new BrokenTemplateException(directory + ": no such directory of templates");
    }
    Path replacements = directory.resolve(folder);
    if (!Files.isDirectory(replacements)) {
      return;
    }
    try (Stream<Path> files = Files.list(replacements)) {
      List<String> unknown =
          files
              .map(file -> folder + "/" + file.getFileName())
              .filter(name -> name.endsWith(".ftl") && !names.contains(name))
              .sorted()
              .toList();
      if (!unknown.isEmpty()) {
        throw new BrokenTemplateException(
            directory.resolve(unknown.get(0))
                + ": replaces no template; there are "
                + String.join(", ", new TreeSet<>(names)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Prints a template; in it the view is called {@code view}.
   *
   * @throws BrokenTemplateException when the template has an error
   */
  public String render(String name, Record view) {
    return render(name, Map.of("view", view));
  }

  /**
   * Prints a template that may mark excerpts of what it prints.
   *
   * @param excerpts receives them
   * @throws BrokenTemplateException when the template has an error
   */
  public String render(String name, Record view, Excerpts excerpts) {
    TemplateDirectiveModel directive = excerpts::print;
    return render(name, Map.of("view", view, Excerpts.DIRECTIVE, directive));
  }

  private String render(String name, Map<String, Object> values) {
    try {
      Template template = configuration.getTemplate(name);
      StringWriter text = new StringWriter();
      template.process(values, text);
      return text.toString();
    } catch (ParseException e) {
      throw broken(
          e.getTemplateName(), e.getLineNumber(), e.getColumnNumber(), e.getEditorMessage());
    } catch (TemplateException e) {
      throw broken(
          e.getTemplateSourceName(),
          e.getLineNumber(),
          e.getColumnNumber(),
          e.getMessageWithoutStackTop());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BrokenTemplateException broken(String name, int line, int column, String message) {
    String file =
        overrides
            .map(root -> root.resolve(name))
            .filter(Files::exists)
            .map(Path::toString)
            .orElse(name);
    String firstParagraph = message.strip().split("\\R\\R", 2)[0];
    return new BrokenTemplateException(
        file + ":" + line + ":" + column + ": error: " + firstParagraph);
  }
}
