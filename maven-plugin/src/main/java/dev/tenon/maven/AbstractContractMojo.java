// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import dev.tenon.generator.diagnostic.SchemaException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals share that look at contracts and generate nothing. */
abstract class AbstractContractMojo extends AbstractMojo {

  /** Folder that holds the schemas; their locks lie beside them. */
  @Parameter(property = "tenon.schemaDirectory", defaultValue = "${basedir}/src/main/tenon")
  private File schemaDirectory;

  /** Which files below the schema directory are schemas, as Ant patterns. */
  @Parameter(property = "tenon.includes", defaultValue = "**/*.tenon.yaml")
  private List<String> includes;

  /** Which files are left out again, as Ant patterns. */
  @Parameter(property = "tenon.excludes")
  private List<String> excludes;

  /** Does nothing. */
  @Parameter(property = "tenon.skip", defaultValue = "false")
  private boolean skip;

  /** Lets the build fail on warnings, too. */
  @Parameter(property = "tenon.failOnWarnings", defaultValue = "false")
  private boolean failOnWarnings;

  /**
   * Looks at one schema.
   *
   * @param folder the schema directory
   */
  abstract void look(Path schema, Path folder, DiagnosticLog diagnostics)
      throws IOException, MojoFailureException;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Tenon is skipped");
      return;
    }
    Path folder = schemaDirectory.toPath();
    if (!Files.isDirectory(folder)) {
      getLog().warn("There is no folder " + folder + " with schemas");
      return;
    }
    DiagnosticLog diagnostics = new DiagnosticLog(getLog(), failOnWarnings);
    try {
      for (Path schema : SchemaFiles.find(folder, includes, excludes)) {
        try {
          look(schema, folder, diagnostics);
        } catch (SchemaException e) {
          diagnostics.report(e.diagnostics());
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new MojoExecutionException("Cannot read schemas, or read or write locks: " + e, e);
    }
    diagnostics.failOnMistakes();
  }
}
