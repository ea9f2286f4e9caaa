// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import static java.util.Map.entry;

import dev.tenon.generator.ContractCheck;
import dev.tenon.generator.ContractFreeze;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * For every code about locks and changes one edit of a schema that was frozen before, and what is
 * said about it.
 */
final class ContractDiagnostics {

  private static final Path RESOURCES = Path.of("src/test/resources/diagnostics");
  private static final Path WORK = Path.of("target/contract-diagnostics");
  private static final String RAISED = "version: 2";

  /** What is replaced by what, in turn. */
  private static final Map<DiagnosticCode, List<String>> EDITS =
      Map.ofEntries(
          edit(DiagnosticCode.VERSION_LOWERED, RAISED, "version: 1", "since: 2, ", ""),
          edit(DiagnosticCode.ALREADY_FROZEN, "value: 10", "value: 12"),
          edit(DiagnosticCode.SCHEMA_RENAMED, "schema: market", "schema: bazaar"),
          edit(DiagnosticCode.DATA_REMOVED, "      name: 'char[16]'\n", ""),
          edit(DiagnosticCode.DATA_RENAMED, "ONE: 0", "UNIT: 0"),
          edit(DiagnosticCode.DATA_ADDED, "      name: 'c", "      venue: u16\n      name: 'c"),
          edit(DiagnosticCode.DATA_SINCE_CHANGED, "since: 2, ", ""),
          edit(DiagnosticCode.FIELD_TYPE_CHANGED, "sequence: u64\n", "sequence: i64\n"),
          edit(
              DiagnosticCode.FIELD_MOVED,
              "      marks: Marks\n",
              "",
              "      name: 'c",
              "      marks: Marks\n      name: 'c"),
          edit(
              DiagnosticCode.BYTE_ORDER_CHANGED,
              "sequence: u64\n",
              "sequence: {type: u64, order: big}\n"),
          edit(
              DiagnosticCode.ATOMIC_CHANGED,
              "sequence: u64\n",
              "sequence: {type: u64, atomic: true}\n"),
          edit(DiagnosticCode.TAG_CHANGED, "tag: side", "tag: other"),
          edit(DiagnosticCode.BITS_CHANGED, "mode: 0..3", "mode: 0..2"),
          edit(DiagnosticCode.RESIZED, "    id: 1\n", "    id: 1\n    align: 64\n"),
          edit(DiagnosticCode.MESSAGE_ID_CHANGED, "id: 2", "id: 3"),
          edit(DiagnosticCode.STORAGE_CHANGED, "type: i8", "type: u8"),
          edit(DiagnosticCode.NUMBER_CHANGED, "KILO: 3", "KILO: 4"),
          edit(
              DiagnosticCode.NUMBER_REUSED,
              RAISED,
              "version: 3",
              "LONG: {",
              "CROSS: {value: 4, since: 3}, LONG: {",
              "    reserved: [4]\n",
              ""),
          edit(DiagnosticCode.DATA_REORDERED, "FIRM: 0, STALE: 1", "STALE: 1, FIRM: 0"),
          edit(DiagnosticCode.SECTION_CHANGED, "64KiB", "128KiB"),
          edit(
              DiagnosticCode.SECTION_ADDED,
              "      level: Level\n",
              "      level: Level\n      next: Level\n"),
          edit(DiagnosticCode.C_PREFIX_CHANGED, "prefix: mkt", "prefix: mk"),
          edit(DiagnosticCode.CALL_REMOVED, "  feed_stop: {params: {feed: Feed}}\n", ""),
          edit(DiagnosticCode.CALL_RENAMED, "  feed_stop", "  feed_halt"),
          edit(DiagnosticCode.CALL_ADDED, "  feed_stop", "  feed_run: {}\n  feed_stop"),
          edit(DiagnosticCode.CALL_SINCE_CHANGED, "feed_stop: {", "feed_stop: {since: 2, "),
          edit(DiagnosticCode.PARAMETERS_CHANGED, ", sequence: u64}", "}"),
          edit(DiagnosticCode.RETURN_CHANGED, "returns: i32", "returns: i64"),
          edit(DiagnosticCode.THREADS_CHANGED, "OnQuote: {", "OnQuote: {threads: same, "),
          edit(DiagnosticCode.RELEASE_CHANGED, "release: feed_close", "release: feed_stop"),
          edit(DiagnosticCode.SYMBOL_CHANGED, "feed_stop: {", "feed_stop: {c_name: halt, "),
          edit(DiagnosticCode.BATCHING_CHANGED, "OnLevel: {", "OnLevel: {batch: 8, "),
          edit(DiagnosticCode.JAVA_PACKAGE_CHANGED, "com.example.market", "com.example.trade"),
          edit(DiagnosticCode.NAME_REMOVED, ", LONG: {alias_of: BUY}", ""),
          edit(DiagnosticCode.NAME_RENAMED, "BOTH:", "ANY:"),
          edit(DiagnosticCode.NAME_ADDED, "  DEPTH:", "  ROWS: {type: u32, value: 2}\n  DEPTH:"),
          edit(DiagnosticCode.NAME_SINCE_CHANGED, "value: 10", "value: 10, since: 2"),
          edit(DiagnosticCode.CONSTANT_CHANGED, "value: 10", "value: 12"),
          edit(DiagnosticCode.MEANING_CHANGED, "alias_of: BUY", "alias_of: SELL"),
          edit(DiagnosticCode.JAVA_NAME_CHANGED, "Level: {f", "Level: {java_name: Step, f"),
          edit(DiagnosticCode.C_NAME_CHANGED, "Level: {f", "Level: {c_name: mkt_step, f"),
          edit(DiagnosticCode.ON_ERROR_CHANGED, "on_error: -1", "on_error: -2"),
          edit(DiagnosticCode.ERRNO_CHANGED, "feed_stop: {", "feed_stop: {errno: true, "),
          edit(DiagnosticCode.LISTENING_CHANGED, "OnLevel: {", "OnLevel: {listeners: 0, "),
          edit(DiagnosticCode.LIMITS_NARROWED, "max: 100", "max: 50"),
          edit(DiagnosticCode.ABSENT_DEFAULT_CHANGED, "default: 5", "default: 6"),
          edit(DiagnosticCode.UNIT_CHANGED, "unit: EUR", "unit: USD"),
          edit(
              DiagnosticCode.TERMINATION_CHANGED,
              "name: 'char[16]'",
              "name: {type: 'char[16]', terminated: false}"),
          edit(DiagnosticCode.SINGLE_BIT_CHANGED, "live: 4", "live: 4..4"),
          edit(
              DiagnosticCode.ORIGIN_CHANGED,
              "c: {prefix: mkt}\n",
              "c: {prefix: mkt}\nimports: [scales.tenon.yaml]\n",
              "  Scale: {type: i8, values: {ONE: 0, KILO: 3}}\n",
              ""),
          edit(DiagnosticCode.EXTERN_CHANGED, "struct event", "struct incident"),
          edit(
              DiagnosticCode.VALUE_APPENDED,
              RAISED,
              "version: 3",
              "LONG: {",
              "CROSS: {value: 3, since: 3}, LONG: {"),
          edit(
              DiagnosticCode.ARM_APPENDED,
              RAISED,
              "version: 3",
              "LONG: {",
              "CROSS: {value: 3, since: 3}, LONG: {",
              "SELL: 'char[8]'",
              "SELL: 'char[8]', CROSS: {type: u8, since: 3}"),
          edit(
              DiagnosticCode.FIELD_APPENDED,
              RAISED,
              "version: 3",
              "default: 5}\n",
              "default: 5}\n      venue: {type: u16, since: 3}\n"),
          edit(
              DiagnosticCode.MESSAGE_APPENDED,
              RAISED,
              "version: 3",
              "structs:\n",
              "structs:\n  Trade: {id: 3, since: 3, fields: {price: f64}}\n",
              "[Quote, Order]",
              "[Quote, Order, Trade]"),
          edit(
              DiagnosticCode.VALUE_RECORD_LOST,
              RAISED,
              "version: 3",
              "unions:\n",
              "unions:\n  Either: {since: 3, arms: {whole: u64, part: f64}}\n",
              "default: 5}\n",
              "default: 5}\n      either: {type: Either, since: 3}\n"),
          edit(DiagnosticCode.VALIDATION_LOST, ", min: 1, max: 100", ""),
          edit(
              DiagnosticCode.ADDED,
              RAISED,
              "version: 3",
              "  DEPTH:",
              "  ROWS: {type: u32, value: 2, since: 3}\n  DEPTH:"),
          edit(DiagnosticCode.LIMITS_WIDENED, "max: 100", "max: 200"),
          edit(DiagnosticCode.DEFAULT_CHANGED, "max: 100", "max: 100, default: 7"),
          edit(DiagnosticCode.UNIT_TOLD, ", unit: EUR", ""),
          edit(DiagnosticCode.RESERVATION_CHANGED, "reserved: [4]", "reserved: [4, 5]"),
          edit(DiagnosticCode.CALL_HINT_CHANGED, "feed_stop: {", "feed_stop: {blocking: true, "));

  private ContractDiagnostics() {}

  private static Map.Entry<DiagnosticCode, List<String>> edit(
      DiagnosticCode code, String... replacements) {
    return entry(code, List.of(replacements));
  }

  /** Whether a code is about locks and changes. */
  static boolean isAbout(DiagnosticCode code) {
    return code.id().startsWith("TN7");
  }

  /** Returns everything that is said, as text without the folder. */
  static List<String> said(DiagnosticCode code) throws IOException {
    Path folder = WORK.resolve(code.id());
    Files.createDirectories(folder);
    Path schema = folder.resolve("market.tenon.yaml");
    Path lock = folder.resolve("market.v2.tenon.lock");
    Path other = folder.resolve("market.v1.tenon.lock");
    Files.deleteIfExists(lock);
    Files.deleteIfExists(other);
    String base = Files.readString(RESOURCES.resolve("contract.tenon.yaml"));
    Files.writeString(schema, base);
    Files.writeString(
        folder.resolve("scales.tenon.yaml"),
        Files.readString(RESOURCES.resolve("scales.tenon.yaml")));
    if (code == DiagnosticCode.UNREADABLE_LOCK) {
      Files.createDirectory(lock);
    } else {
      ContractFreeze.freeze(schema, true);
      Files.writeString(lock, damaged(Files.readString(lock), code));
    }
    if (code == DiagnosticCode.MISPLACED_LOCK) {
      Files.writeString(other, Files.readString(lock));
    }
    Files.writeString(schema, edited(base, code));
    return diagnostics(schema, code).stream()
        .map(
            diagnostic ->
                diagnostic.toString().replace(folder.toString().replace('\\', '/') + "/", ""))
        .toList();
  }

  private static List<Diagnostic> diagnostics(Path schema, DiagnosticCode code) throws IOException {
    try {
      if (code == DiagnosticCode.ALREADY_FROZEN) {
        return ContractFreeze.freeze(schema, false).warnings();
      }
      return ContractCheck.check(schema, Optional.empty(), true).remarks().stream()
          .filter(ContractDiagnostics::isOfArea)
          .toList();
    } catch (SchemaException e) {
      return e.diagnostics().stream().filter(ContractDiagnostics::isOfArea).toList();
    }
  }

  private static boolean isOfArea(Diagnostic diagnostic) {
    return isAbout(diagnostic.code());
  }

  private static String edited(String base, DiagnosticCode code) {
    String text = base;
    List<String> edits = EDITS.getOrDefault(code, List.of());
    for (int i = 0; i < edits.size(); i += 2) {
      if (!text.contains(edits.get(i))) {
        throw new AssertionError(code + ": there is no '" + edits.get(i) + "'");
      }
      text = text.replace(edits.get(i), edits.get(i + 1));
    }
    return text;
  }

  private static String damaged(String lock, DiagnosticCode code) {
    return switch (code) {
      case INVALID_LOCK ->
          lock.replace(
              "value Side.SELL number 2\n",
              "<<<<<<< HEAD\n"
                  + "value Side.SELL number 2\n"
                  + "=======\n"
                  + "value Side.SELL number 3\n"
                  + ">>>>>>> main\n");
      case EDITED_LOCK -> lock.replace("value Side.SELL number 2\n", "value Side.SELL number 3\n");
      case LAYOUT_HISTORY_DIFFERS ->
          withChecksum(
              lock.replaceFirst(
                  "region Exchange hash [0-9a-f]{64}", "region Exchange hash " + "0".repeat(64)));
      default -> lock;
    };
  }

  private static String withChecksum(String lock) {
    String lines = lock.substring(lock.indexOf("tenon-lock"), lock.indexOf("checksum "));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
      return lock.substring(0, lock.indexOf("checksum "))
          + "checksum "
          + HexFormat.of().formatHex(hash)
          + "\n";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
