// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.contract.ChangeReport;
import dev.tenon.generator.contract.Contract;
import dev.tenon.generator.contract.Lock;
import dev.tenon.generator.contract.LockFile;
import dev.tenon.generator.diagnostic.Breaks;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.diagnostic.Findings;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Checks a schema, and that it keeps what was published of it. Writes nothing. */
public final class ContractCheck {

  private ContractCheck() {}

  /**
   * A schema that keeps its contract.
   *
   * @param frozen the versions that were frozen, the earliest first
   * @param remarks warnings, and changes that break nothing
   */
  public record Result(CompiledSchema compiled, List<Integer> frozen, Findings remarks) {

    public Result {
      frozen = List.copyOf(frozen);
    }

    /** Says in a line that the schema is all right, and which versions it keeps. */
    public String summary() {
      Schema schema = compiled.schema();
      String kept =
          frozen.stream()
              .map(String::valueOf)
              .collect(
                  Collectors.joining(
                      ", ", frozen.size() == 1 ? ", keeps version " : ", keeps versions ", ""));
      return "%s: ok, version %d, layout %s%s"
          .formatted(
              schema.fileName(),
              schema.version(),
              CanonicalLayout.of(schema, compiled.layouts()).shortHash(),
              frozen.isEmpty() ? "" : kept);
    }
  }

  /**
   * Compares a schema with all its locks.
   *
   * @param against a schema or a lock to compare it with, besides
   * @param compatible whether to tell of changes that break nothing, too
   * @throws SchemaException with everything that is wrong, with the schema itself, with a lock, or
   *     with what changed
   */
  public static Result check(Path schemaFile, Optional<Path> against, boolean compatible) {
    CompiledSchema compiled = SchemaCompiler.compile(schemaFile);
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.report(compiled.warnings());
    ChangeReport report = new ChangeReport(compiled.schema(), compiled.layouts());
    List<LockFile> locks = LockFile.find(schemaFile, compiled.schema().name());
    Breaks least = compatible ? Breaks.NOTHING : Breaks.SOME_SOURCE;
    locks(locks, least, OptionalInt.empty(), report, diagnostics);
    against.flatMap(other -> contract(other, diagnostics)).stream()
        .flatMap(contract -> report.against(contract, least).stream())
        .forEach(diagnostics::report);
    diagnostics.throwIfErrors();
    return new Result(
        compiled, locks.stream().map(LockFile::version).distinct().toList(), diagnostics.sorted());
  }

  /**
   * Reports what breaks any lock.
   *
   * @param least what a difference from the latest one breaks at least to be told
   * @param except a version that is not looked at
   */
  static void locks(
      List<LockFile> locks,
      Breaks least,
      OptionalInt except,
      ChangeReport report,
      Diagnostics diagnostics) {
    for (int i = 0; i < locks.size(); i++) {
      boolean isLatest = i == locks.size() - 1;
      if (!except.equals(OptionalInt.of(locks.get(i).version()))) {
        locks.get(i).read(diagnostics).stream()
            .flatMap(
                contract -> report.against(contract, isLatest ? least : Breaks.SOURCE).stream())
            .forEach(diagnostics::report);
      }
    }
  }

  private static Optional<Contract> contract(Path file, Diagnostics diagnostics) {
    if (Lock.isLock(file)) {
      return LockFile.read(file, diagnostics);
    }
    CompiledSchema other = SchemaCompiler.compile(file);
    return Optional.of(Contract.of(other.schema(), other.layouts()));
  }
}
