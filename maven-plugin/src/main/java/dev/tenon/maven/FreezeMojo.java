// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import dev.tenon.generator.ContractFreeze;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes down what the present versions of the schemas promise, as locks beside them, with which
 * <code>check</code> compares every later state. Called when a version is published, on the command
 * line: <code>mvn tenon:freeze</code>.
 */
@Mojo(name = "freeze", threadSafe = true)
public final class FreezeMojo extends AbstractContractMojo {

  /** Replaces a lock of the same version that has other contents. */
  @Parameter(property = "tenon.force", defaultValue = "false")
  private boolean force;

  @Override
  void look(Path schema, Path folder, DiagnosticLog diagnostics) throws IOException {
    ContractFreeze.Result result = ContractFreeze.freeze(schema, force);
    diagnostics.report(result.warnings());
    getLog()
        .info(
            "%s: version %d, %s"
                .formatted(
                    result.lock(),
                    result.version(),
                    result.outcome().name().toLowerCase(Locale.ROOT)));
    result.changes().forEach(change -> getLog().info("  " + change));
  }
}
