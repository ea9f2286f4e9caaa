// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.Emitter;
import dev.tenon.generator.emit.Excerpts;
import dev.tenon.generator.emit.Origin;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints the C side of a schema: a folder that is a CMake package and that can also be copied. */
public final class CEmitter implements Emitter {

  /** Name of the excerpts that declare the constants; C names have an underscore. */
  public static final String CONSTANTS = "constants";

  private final Templates templates;

  /**
   * @param templateOverrides a directory whose files, such as {@code c/types.h.ftl}, replace the
   *     templates of the same name
   * @throws dev.tenon.generator.emit.BrokenTemplateException when there is no such directory, or
   *     one of its templates replaces nothing
   */
  public CEmitter(Optional<Path> templateOverrides) {
    this.templates = new Templates(templateOverrides);
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.tenon.generator.emit.BrokenTemplateException when a template has an error
   */
  @Override
  public List<OutputFile> emit(Schema schema, Layouts layouts) {
    return emit(schema, layouts, new Excerpts());
  }

  /**
   * Returns what the headers declare, by the C name of each declaration; {@link #CONSTANTS} for all
   * constants.
   *
   * @throws dev.tenon.generator.emit.BrokenTemplateException when a template has an error
   */
  public Excerpts excerpts(Schema schema, Layouts layouts) {
    Excerpts excerpts = new Excerpts();
    emit(schema, layouts, excerpts);
    return excerpts;
  }

  private List<OutputFile> emit(Schema schema, Layouts layouts, Excerpts excerpts) {
    Origin origin = Origin.of(schema, layouts);
    Files files = new Files(schema.name(), excerpts);
    files.header("", Templates.TYPES_HEADER, TypesHeader.of(schema, layouts, origin));
    if (!schema.regions().isEmpty()) {
      RegionsView regions = RegionsCode.of(schema, layouts, origin);
      files.header("_regions", Templates.REGIONS_HEADER, regions);
      files.source("_regions", Templates.REGIONS_SOURCE, regions);
    }
    if (CallbacksCode.isNeeded(schema)) {
      CallbacksView callbacks = CallbacksCode.of(schema, layouts, origin);
      files.header("_callbacks", Templates.CALLBACKS_HEADER, callbacks);
      files.source("_callbacks", Templates.CALLBACKS_SOURCE, callbacks);
    }
    if (!schema.exports().isEmpty()) {
      ExportsView exports = ExportsCode.of(schema, layouts, origin);
      files.header("_exports", Templates.EXPORTS_HEADER, exports);
      files.source("_exports", Templates.EXPORTS_SOURCE, exports);
    }
    CMakeView cmake = CMakeView.of(schema, origin);
    files.cmake("-config", Templates.CMAKE_CONFIG, cmake);
    files.cmake("-config-version", Templates.CMAKE_VERSION, cmake);
    return files.all;
  }

  /** The files of one schema, each in its place. */
  private final class Files {

    private final String schema;
    private final Excerpts excerpts;
    private final List<OutputFile> all = new ArrayList<>();

    Files(String schema, Excerpts excerpts) {
      this.schema = schema;
      this.excerpts = excerpts;
    }

    void header(String suffix, String template, Record view) {
      add("include/" + schema + "/" + schema + suffix + ".h", template, view);
    }

    void source(String suffix, String template, Record view) {
      add("src/" + schema + "/" + schema + suffix + ".c", template, view);
    }

    void cmake(String suffix, String template, Record view) {
      add("lib/cmake/" + schema + "/" + schema + suffix + ".cmake", template, view);
    }

    private void add(String path, String template, Record view) {
      all.add(new OutputFile(OutputFile.Kind.C, path, templates.render(template, view, excerpts)));
    }
  }
}
