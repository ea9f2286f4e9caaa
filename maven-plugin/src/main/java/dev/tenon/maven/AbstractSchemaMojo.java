// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** Base of all goals: selects the schemas and fails the build for errors in them. */
abstract class AbstractSchemaMojo extends AbstractMojo {

  /** Files below the schema directory that are schemas, as Ant patterns. */
  @Parameter(property = "tenon.includes", defaultValue = "**/*.tenon.yaml")
  private List<String> includes;

  /** Files that are left out again, as Ant patterns. */
  @Parameter(property = "tenon.excludes")
  private List<String> excludes;

  /** Does nothing. */
  @Parameter(property = "tenon.skip", defaultValue = "false")
  private boolean skip;

  /** Lets the build fail on warnings, too. */
  @Parameter(property = "tenon.failOnWarnings", defaultValue = "false")
  private boolean failOnWarnings;

  abstract File schemaDirectory();

  /** Does what the goal is for with all schemas; there may be none. */
  abstract void run(List<Path> schemas, DiagnosticLog diagnostics)
      throws MojoExecutionException, MojoFailureException;

  boolean isSkipped() {
    return skip;
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (isSkipped()) {
      getLog().info("Tenon is skipped");
      return;
    }
    run(schemas(), new DiagnosticLog(getLog(), failOnWarnings));
  }

  private List<Path> schemas() {
    Path folder = schemaDirectory().toPath();
    if (!Files.isDirectory(folder)) {
      getLog().warn("There is no folder " + folder + " with schemas");
      return List.of();
    }
    List<Path> schemas = SchemaFiles.find(folder, includes, excludes);
    if (schemas.isEmpty()) {
      getLog().warn("No schema in " + folder + " matches " + String.join(", ", includes));
    }
    return schemas;
  }
}
