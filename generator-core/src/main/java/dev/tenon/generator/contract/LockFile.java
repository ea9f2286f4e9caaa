// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.yaml.FileContent;
import dev.tenon.generator.yaml.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A lock in its place beside a schema.
 *
 * @param schema the schema's name in the name of the file
 * @param version the version in the name of the file
 */
public record LockFile(Path path, String schema, int version) {

  private static final String SCHEMA_SUFFIX = ".tenon.yaml";

  /** Returns where a schema's present version is frozen. */
  public static LockFile of(Path schemaFile, Contract contract) {
    return new LockFile(
        schemaFile.resolveSibling(Lock.fileName(contract.schema(), contract.version())),
        contract.schema(),
        contract.version());
  }

  /**
   * Finds the locks of a schema, those of earlier versions first. They are called after the schema;
   * those that are called after the schema's file count, too, so that a schema that is given
   * another name does not lose them.
   */
  public static List<LockFile> find(Path schemaFile, String schema) {
    String fileName = String.valueOf(schemaFile.getFileName());
    String stem =
        fileName.endsWith(SCHEMA_SUFFIX)
            ? fileName.substring(0, fileName.length() - SCHEMA_SUFFIX.length())
            : schema;
    Path folder = schemaFile.toAbsolutePath().getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Path::getFileName)
          .map(Path::toString)
          .flatMap(
              name ->
                  Stream.of(schema, stem)
                      .distinct()
                      .flatMap(owner -> named(schemaFile, owner, name).stream()))
          .sorted(Comparator.comparingInt(LockFile::version).thenComparing(LockFile::path))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<LockFile> named(Path schemaFile, String schema, String name) {
    OptionalInt version = Lock.version(schema, name);
    return version.isPresent()
        ? Optional.of(new LockFile(schemaFile.resolveSibling(name), schema, version.getAsInt()))
        : Optional.empty();
  }

  /** Reads any lock, wherever it is. */
  public static Optional<Contract> read(Path file, Diagnostics diagnostics) {
    String name = file.toString().replace('\\', '/');
    return SourceFile.read(file, name, FileContent.LOCK, diagnostics)
        .flatMap(text -> Lock.read(text, diagnostics));
  }

  /** Reads the lock; nothing when it cannot be used, which is reported. */
  public Optional<Contract> read(Diagnostics diagnostics) {
    return read(path, diagnostics).filter(contract -> isInPlace(contract, diagnostics));
  }

  private boolean isInPlace(Contract contract, Diagnostics diagnostics) {
    if (contract.schema().equals(schema) && contract.version() == version) {
      return true;
    }
    diagnostics.report(
        Diagnostic.of(
                DiagnosticCode.MISPLACED_LOCK,
                contract.header().span(),
                "this lock holds version %d of '%s'"
                    .formatted(contract.version(), contract.schema()))
            .withHelp(
                "rename the file to %s"
                    .formatted(Lock.fileName(contract.schema(), contract.version()))));
    return false;
  }

  public boolean exists() {
    return Files.exists(path);
  }

  /** Writes a contract; the file is there as a whole or not at all. */
  public void write(Contract contract) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Path temporary = folder.resolve("." + path.getFileName() + ".tmp");
    Files.writeString(temporary, Lock.text(contract), StandardCharsets.UTF_8);
    Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
  }
}
