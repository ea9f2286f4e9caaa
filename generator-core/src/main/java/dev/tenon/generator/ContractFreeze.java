// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import dev.tenon.generator.contract.ChangeReport;
import dev.tenon.generator.contract.Contract;
import dev.tenon.generator.contract.LockFile;
import dev.tenon.generator.diagnostic.Breaks;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.diagnostic.Findings;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.diagnostic.SourceText;
import dev.tenon.generator.diagnostic.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes down what a schema promises, when its version is published. */
public final class ContractFreeze {

  private ContractFreeze() {}

  /** Outcome for the lock. */
  public enum Outcome {
    /** There was none of this version. */
    WRITTEN,
    /** It said the same already and was not touched. */
    UNCHANGED,
    /** It said something else, or could not be read. */
    REPLACED
  }

  /**
   * A version that is frozen.
   *
   * @param lock the file
   * @param changes what is different from the lock that was replaced, or else from that of the
   *     version before, a line each
   * @param warnings those of the schema
   */
  public record Result(
      Path lock, int version, Outcome outcome, List<String> changes, Findings warnings) {

    public Result {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Freezes the present version of a schema.
   *
   * @param force whether a lock of the same version may be replaced by a different one
   * @throws SchemaException when the schema has errors, breaks an earlier lock, or, without force,
   *     is frozen already with other contents
   */
  public static Result freeze(Path schemaFile, boolean force) throws IOException {
    CompiledSchema compiled = SchemaCompiler.compile(schemaFile);
    ChangeReport report = new ChangeReport(compiled.schema(), compiled.layouts());
    LockFile lock = LockFile.of(schemaFile, report.now());
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.report(compiled.warnings());
    List<LockFile> locks = LockFile.find(schemaFile, compiled.schema().name());
    ContractCheck.locks(locks, Breaks.SOURCE, OptionalInt.of(lock.version()), report, diagnostics);
    Optional<Contract> frozen = frozen(lock, force, diagnostics);
    boolean same = frozen.filter(report.now()::saysTheSameAs).isPresent();
    if (frozen.isPresent() && !same && !force) {
      report.against(frozen.get(), Breaks.NOTHING).forEach(diagnostics::report);
      diagnostics.report(
          Diagnostic.of(
                  DiagnosticCode.ALREADY_FROZEN,
                  start(lock.path()),
                  "version %d is already frozen with another contract".formatted(lock.version()))
              .withHelp(
                  "raise 'version' to %d, or use --force if version %d was never published"
                      .formatted(lock.version() + 1, lock.version())));
    }
    diagnostics.throwIfErrors();
    Outcome outcome = same ? Outcome.UNCHANGED : lock.exists() ? Outcome.REPLACED : Outcome.WRITTEN;
    if (!same) {
      lock.write(report.now());
    }
    return new Result(
        lock.path(),
        lock.version(),
        outcome,
        same ? List.of() : changes(compiled, frozen.or(() -> previous(locks, lock.version()))),
        compiled.warnings());
  }

  /** Reads the lock of this version; what cannot be read may be replaced by force. */
  private static Optional<Contract> frozen(LockFile lock, boolean force, Diagnostics diagnostics) {
    return lock.exists() ? lock.read(force ? new Diagnostics() : diagnostics) : Optional.empty();
  }

  private static Optional<Contract> previous(List<LockFile> locks, int version) {
    return locks.stream()
        .filter(lock -> lock.version() < version)
        .reduce((first, second) -> second)
        .flatMap(lock -> lock.read(new Diagnostics()));
  }

  private static List<String> changes(CompiledSchema compiled, Optional<Contract> before) {
    ChangeReport report = new ChangeReport(compiled.schema(), compiled.layouts());
    return before.stream()
        .flatMap(contract -> report.against(contract, Breaks.NOTHING).stream())
        .map(Diagnostic::message)
        .toList();
  }

  private static Span start(Path file) {
    return new Span(SourceText.of(file.toString().replace('\\', '/'), ""), 1, 1, 1);
  }
}
