// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import dev.tenon.generator.diagnostic.SchemaException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** Base of goals that check contracts and generate nothing. */
abstract class AbstractContractMojo extends AbstractSchemaMojo {

  /** Folder that holds the schemas; their locks lie beside them. */
  @Parameter(property = "tenon.schemaDirectory", defaultValue = "${basedir}/src/main/tenon")
  private File schemaDirectory;

  /**
   * Looks at one schema.
   *
   * @param folder the schema directory
   */
  abstract void look(Path schema, Path folder, DiagnosticLog diagnostics)
      throws IOException, MojoFailureException;

  @Override
  final File schemaDirectory() {
    return schemaDirectory;
  }

  @Override
  final void run(List<Path> schemas, DiagnosticLog diagnostics)
      throws MojoExecutionException, MojoFailureException {
    for (Path schema : schemas) {
      try {
        look(schema, schemaDirectory.toPath(), diagnostics);
      } catch (SchemaException e) {
        diagnostics.report(e.diagnostics());
      } catch (IOException | UncheckedIOException e) {
        throw new MojoExecutionException("Cannot read schemas, or read or write locks: " + e, e);
      }
    }
    diagnostics.failOnErrors();
  }
}
