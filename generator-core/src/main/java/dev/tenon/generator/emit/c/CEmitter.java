// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.Emitter;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints the C side of a schema: a folder that is a CMake package and that can also be copied. */
public final class CEmitter implements Emitter {

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
   * @throws dev.tenon.generator.emit.BrokenTemplateException when a template has a mistake
   */
  @Override
  public List<OutputFile> emit(Schema schema, Layouts layouts) {
    String name = schema.name();
    List<OutputFile> files = new ArrayList<>();
    files.add(
        file(
            "include/%s/%s.h".formatted(name, name),
            Templates.TYPES_HEADER,
            TypesHeader.of(schema, layouts)));
    if (!schema.regions().isEmpty()) {
      RegionsView regions = RegionsCode.of(schema, layouts);
      files.add(
          file("include/%s/%s_regions.h".formatted(name, name), Templates.REGIONS_HEADER, regions));
      files.add(
          file("src/%s/%s_regions.c".formatted(name, name), Templates.REGIONS_SOURCE, regions));
    }
    files.add(
        file(
            "lib/cmake/%s/%s-config.cmake".formatted(name, name),
            Templates.CMAKE_CONFIG,
            CMakeView.of(schema, layouts)));
    return files;
  }

  private OutputFile file(String path, String template, Record view) {
    return new OutputFile(OutputFile.Kind.C, path, templates.render(template, view));
  }
}
