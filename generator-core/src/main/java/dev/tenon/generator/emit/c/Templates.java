// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.BrokenTemplateException;
import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.Template;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The templates of C output: ours, and in place of single ones those of a user's directory. */
final class Templates {

  static final String TYPES_HEADER = "c/types.h.ftl";
  static final String REGIONS_HEADER = "c/regions.h.ftl";
  static final String REGIONS_SOURCE = "c/regions.c.ftl";
  static final String CALLBACKS_HEADER = "c/callbacks.h.ftl";
  static final String CALLBACKS_SOURCE = "c/callbacks.c.ftl";
  static final String EXPORTS_HEADER = "c/exports.h.ftl";
  static final String EXPORTS_SOURCE = "c/exports.c.ftl";
  static final String CMAKE_CONFIG = "c/config.cmake.ftl";
  static final String CMAKE_VERSION = "c/config-version.cmake.ftl";
  static final String MACROS = "c/macros.ftl";

  private static final Set<String> NAMES =
      Set.of(
          TYPES_HEADER,
          REGIONS_HEADER,
          REGIONS_SOURCE,
          CALLBACKS_HEADER,
          CALLBACKS_SOURCE,
          EXPORTS_HEADER,
          EXPORTS_SOURCE,
          CMAKE_CONFIG,
          CMAKE_VERSION,
          MACROS,
          "c/types_composites.ftl",
          "c/types_byte_order.ftl",
          "c/types_texts.ftl",
          "c/types_bits.ftl",
          "c/types_lists.ftl",
          "c/types_arms.ftl",
          "c/types_validations.ftl",
          "c/types_atomics.ftl",
          "c/types_proofs.ftl");

  private final Configuration configuration;
  private final Optional<Path> overrides;

  /**
   * @param overrides a directory with files such as {@code c/types.h.ftl}
   */
  Templates(Optional<Path> overrides) {
    this.overrides = overrides;
    configuration = new Configuration(Configuration.VERSION_2_3_35);
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("c");
    configuration.setBooleanFormat("c");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setLogTemplateExceptions(false);
    configuration.setLocalizedLookup(false);
    configuration.setTemplateLoader(loader());
  }

  private TemplateLoader loader() {
    TemplateLoader ours = new ClassTemplateLoader(Templates.class, "/dev/tenon/templates");
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
  private static void refuseUnknown(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new BrokenTemplateException(directory + ": no such directory of templates");
    }
    Path ours = directory.resolve("c");
    if (!Files.isDirectory(ours)) {
      return;
    }
    try (Stream<Path> files = Files.list(ours)) {
      List<String> unknown =
          files
              .map(file -> "c/" + file.getFileName())
              .filter(name -> name.endsWith(".ftl") && !NAMES.contains(name))
              .sorted()
              .toList();
      if (!unknown.isEmpty()) {
        throw new BrokenTemplateException(
            directory.resolve(unknown.get(0))
                + ": replaces no template; there are "
                + new TreeSet<>(NAMES).stream().collect(Collectors.joining(", ")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints a template; in it the view is called {@code view}. */
  String render(String name, Record view) {
    try {
      Template template = configuration.getTemplate(name);
      StringWriter text = new StringWriter();
      template.process(java.util.Map.of("view", view), text);
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
