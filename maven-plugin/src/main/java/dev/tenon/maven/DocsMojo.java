// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import dev.tenon.generator.output.OutputFile;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes a page of documentation for each schema of this module: one HTML file, which needs no
 * other.
 */
@Mojo(name = "docs", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, threadSafe = true)
public final class DocsMojo extends AbstractOutputMojo {

  /** Folder that holds the schemas. */
  @Parameter(property = "tenon.schemaDirectory", defaultValue = "${basedir}/src/main/tenon")
  private File schemaDirectory;

  /** Folder for the pages. */
  @Parameter(
      property = "tenon.docsOutputDirectory",
      defaultValue = "${project.build.directory}/tenon-docs")
  private File docsOutputDirectory;

  @Override
  File schemaDirectory() {
    return schemaDirectory;
  }

  @Override
  Map<OutputFile.Kind, Path> folders() {
    return Map.of(OutputFile.Kind.DOCS, docsOutputDirectory.toPath());
  }

  @Override
  void publish() {
    // Pages are for people: nothing in the build goes on with them.
  }
}
