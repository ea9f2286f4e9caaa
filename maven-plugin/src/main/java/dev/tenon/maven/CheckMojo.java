// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import dev.tenon.generator.ContractCheck;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Fails the build when a schema breaks what was published of it: each is compared with all locks
 * that lie beside it.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends AbstractContractMojo {

  /**
   * Base of comparison in addition to locks: a folder of earlier schemas with the same paths below
   * it as below the schema directory, or, when there is only one schema, an earlier schema or a
   * lock.
   */
  @Parameter(property = "tenon.against")
  private File against;

  /** Tells of changes that break nothing, too. */
  @Parameter(property = "tenon.changes", defaultValue = "false")
  private boolean changes;

  private boolean compared;

  @Override
  void look(Path schema, Path folder, DiagnosticLog diagnostics) throws MojoFailureException {
    ContractCheck.Result result =
        ContractCheck.check(schema, earlier(folder.relativize(schema)), changes);
    diagnostics.report(result.remarks());
    getLog().info(result.summary());
  }

  /** In a folder of earlier schemas, a schema that is not there is new. */
  private Optional<Path> earlier(Path schema) throws MojoFailureException {
    if (against == null) {
      return Optional.empty();
    } else if (against.isDirectory()) {
      return Optional.of(against.toPath().resolve(schema)).filter(Files::exists);
    } else if (compared) {
      throw new MojoFailureException(
          "'against' is one file, and there are several schemas: give a folder of earlier ones");
    }
    compared = true;
    return Optional.of(against.toPath());
  }
}
