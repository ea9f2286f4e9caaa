// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.generator.ContractFreeze.Outcome;
import dev.tenon.generator.contract.ContractHistory;
import dev.tenon.generator.contract.FrozenVersion;
import dev.tenon.generator.diagnostic.Breaks;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.SchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of a contract: versions are frozen one after the other, and what follows keeps them. */
class ContractCheckTest {

  private static final String FIRST =
      """
      tenon: 1
      schema: market
      version: 1
      java: {package: com.example.market}
      c: {prefix: mkt}
      enums:
        Side: {type: u8, values: {BUY: 1, SELL: 2}}
      structs:
        Level: {fields: {price: f64, quantity: u64}}
        Quote:
          id: 1
          fields:
            sequence: u64
            side: Side
            spare: {reserved: 7}
            bids: 'Level[<=4]'
      regions:
        Feed:
          contents:
            latest: Level
            quotes: {queue: [Quote], capacity: 64KiB}
      """;

  private static final String SECOND =
      FIRST
          .replace("version: 1", "version: 2")
          .replace("SELL: 2", "SELL: 2, CROSS: {value: 3, since: 2}")
          .replace(
              "spare: {reserved: 7}",
              "venue: {type: u8, since: 2, in_reserved: true}\n" + "      spare: {reserved: 6}")
          .replace("bids: 'Level[<=4]'", "bids: 'Level[<=4]'\n      total: {type: u64, since: 2}");

  private static final String THIRD =
      SECOND
          .replace("version: 2", "version: 3")
          .replace("  Quote:\n", "  Trade: {id: 2, since: 3, fields: {price: f64}}\n  Quote:\n")
          .replace("queue: [Quote]", "queue: [Quote, Trade]");

  @TempDir private Path folder;

  private Path schema;

  @BeforeEach
  void chooseTheFile() {
    schema = folder.resolve("market.tenon.yaml");
  }

  private void write(String text) throws IOException {
    Files.writeString(schema, text);
  }

  private void freeze(String text) throws IOException {
    write(text);
    ContractFreeze.freeze(schema, false);
  }

  private List<Diagnostic> check() {
    return ContractCheck.check(schema, Optional.empty(), true).remarks();
  }

  private List<Diagnostic> broken() {
    return catchThrowableOfType(SchemaException.class, this::check).diagnostics();
  }

  @Test
  void versionsThatOnlyGrewKeepEachOther() throws IOException {
    freeze(FIRST);
    freeze(SECOND);
    freeze(THIRD);

    ContractCheck.Result result = ContractCheck.check(schema, Optional.empty(), true);

    assertThat(result.remarks()).isEmpty();
    assertThat(result.frozen()).containsExactly(1, 2, 3);
  }

  /** The first schema with sections that version 2 appended. */
  private static String appended() {
    return FIRST.replace("version: 1", "version: 2")
        + "      limits: {struct: Level, since: 2}\n"
        + "      alarms: {queue: [Quote], capacity: 16KiB, since: 2}\n";
  }

  @Test
  void sectionsAreAppendedByEachVersionAndStay() throws IOException {
    freeze(FIRST);
    write(appended());

    assertThat(check())
        .extracting(Diagnostic::message)
        .containsExactlyInAnyOrder(
            "section 'Feed.limits' was added in version 2",
            "section 'Feed.alarms' was added in version 2");
    assertThat(check()).allMatch(found -> found.code() == DiagnosticCode.ADDED);
    freeze(appended());
    freeze(
        appended().replace("version: 2", "version: 3") + "      last: {struct: Level, since: 3}\n");

    ContractCheck.Result result = ContractCheck.check(schema, Optional.empty(), true);

    assertThat(result.remarks()).isEmpty();
    assertThat(result.frozen()).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limits: {struct: Level, since: 2} | | DATA_REMOVED",
        "limits: {struct: Level, since: 2} | others: {struct: Level, since: 2} | DATA_RENAMED",
        "limits: {struct: Level, since: 2} | limits: Level | SECTION_ADDED",
        "16KiB | 32KiB | SECTION_CHANGED",
        "limits: {struct: Level, since: 2} | limits: {queue: [Quote], capacity: 1KiB, since: 2} |"
            + " SECTION_CHANGED",
        "latest: Level | early: Level; latest: Level | SECTION_ADDED",
        "queue: [Quote], capacity: 16KiB, since: 2 | queue: [Quote], capacity: 16KiB, since: 3 |"
            + " DATA_SINCE_CHANGED",
      })
  void whatIsDoneToASectionOtherwiseBreaksTheLayout(String from, String to, DiagnosticCode code)
      throws IOException {
    freeze(FIRST);
    freeze(appended());
    write(
        appended()
            .replace(from, to == null ? "" : to.replace("; ", "\n      "))
            .replace(
                "version: 2", to != null && to.contains("since: 3") ? "version: 3" : "version: 2"));

    assertThat(broken())
        .filteredOn(found -> found.code().breaks().equals(Optional.of(Breaks.LAYOUT)))
        .extracting(Diagnostic::code)
        .contains(code);
  }

  @Test
  void sectionsThatChangePlacesBreakTheLayout() throws IOException {
    freeze(FIRST);
    freeze(appended());
    String limits = "      limits: {struct: Level, since: 2}\n";
    write(appended().replace(limits, "") + limits);

    assertThat(broken())
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.DATA_REORDERED);
  }

  @Test
  void furtherMemberOfAForeignStructIsDescribedInAnother() throws IOException {
    String foreign =
        FIRST.replace(
            "  Quote:\n",
            "  Part: {extern: {c: part, header: p.h, size: 16}, fields: {a: {type: u8, offset:"
                + " 4}}}\n"
                + "  Quote:\n");
    freeze(foreign);
    write(foreign.replace("version: 1", "version: 2").replace("offset: 4}}", "offset: 4}, b: u8}"));

    assertThat(broken())
        .singleElement()
        .satisfies(one -> assertThat(one.code()).isEqualTo(DiagnosticCode.DATA_ADDED))
        .satisfies(
            one ->
                assertThat(one.help())
                    .contains(
                        "a foreign struct has no later members; describe it again as another"
                            + " struct with 'since: 2'"));
  }

  @Test
  void whatCameIsToldOfTheLatestLockOnly() throws IOException {
    freeze(FIRST);
    freeze(SECOND);
    write(THIRD);

    assertThat(check())
        .extracting(Diagnostic::message)
        .containsExactlyInAnyOrder(
            "struct 'Trade' was added in version 3",
            "message 'Trade' was appended to section 'Feed.quotes'");
  }

  @Test
  void whatBreaksSomeSourceIsToldWithoutBeingAskedFor() throws IOException {
    freeze(FIRST);
    freeze(SECOND);
    write(THIRD);

    assertThat(ContractCheck.check(schema, Optional.empty(), false).remarks())
        .extracting(Diagnostic::message)
        .containsExactly("message 'Trade' was appended to section 'Feed.quotes'");
    freeze(THIRD);
    assertThat(ContractCheck.check(schema, Optional.empty(), false).remarks()).isEmpty();
  }

  @Test
  void aChangeThatSeveralLocksShowIsToldOnceOfTheFirst() throws IOException {
    freeze(FIRST);
    freeze(SECOND);
    write(THIRD.replace("sequence: u64", "sequence: i64"));

    assertThat(broken())
        .filteredOn(Diagnostic::isError)
        .extracting(Diagnostic::message)
        .containsExactly("type of field 'Quote.sequence' changed: u64 in version 1, now i64");
  }

  @Test
  void aLaterLockIsKeptToo() throws IOException {
    freeze(FIRST);
    freeze(SECOND);
    write(THIRD.replace("total: {type: u64", "total: {type: i64"));

    assertThat(broken())
        .filteredOn(Diagnostic::isError)
        .extracting(Diagnostic::message)
        .containsExactly("type of field 'Quote.total' changed: u64 in version 2, now i64");
  }

  @Test
  void aFieldThatClaimsReservedBytesWhereThereWereNoneMovesOthers() throws IOException {
    freeze(FIRST);
    write(SECOND.replace("spare: {reserved: 6}", "spare: {reserved: 7}"));

    assertThat(broken())
        .extracting(Diagnostic::code)
        .contains(DiagnosticCode.FIELD_MOVED)
        .doesNotContain(DiagnosticCode.LAYOUT_HISTORY_DIFFERS);
  }

  @Test
  void nothingIsAddedToAFrozenVersion() throws IOException {
    freeze(FIRST);
    freeze(SECOND);
    write(SECOND.replace("SELL: 2,", "SELL: 2, DARK: {value: 4, since: 2},"));

    assertThat(broken())
        .singleElement()
        .satisfies(
            only -> {
              assertThat(only.message()).isEqualTo("value 'Side.DARK' was not there in version 2");
              assertThat(only.help())
                  .contains("as version 2 is frozen, raise 'version' to 3 and give it 'since: 3'");
            });
  }

  @Test
  void documentationMayChangeInAFrozenVersion() throws IOException {
    freeze(FIRST);
    write(
        FIRST
            .replace("price: f64", "price: {type: f64, doc: Of one piece., deprecated: Use cents.}")
            .replace("version: 1", "version: 1\ndoc: A market."));

    assertThat(check()).isEmpty();
    assertThat(ContractFreeze.freeze(schema, false).outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void aLockThatCannotBeUsedIsAnError() throws IOException {
    freeze(FIRST);
    Path lock = folder.resolve("market.v1.tenon.lock");
    Files.writeString(lock, Files.readString(lock).replace("size 16", "size 24"));

    assertThat(broken()).extracting(Diagnostic::code).containsExactly(DiagnosticCode.EDITED_LOCK);
    assertThat(
            catchThrowableOfType(SchemaException.class, () -> ContractFreeze.freeze(schema, false)))
        .isNotNull();
  }

  @Test
  void anotherNameDoesNotLoseTheLocks() throws IOException {
    freeze(FIRST);
    write(FIRST.replace("schema: market", "schema: bazaar"));

    assertThat(broken())
        .filteredOn(Diagnostic::isError)
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.SCHEMA_RENAMED);
  }

  @Test
  void locksOfOtherSchemasBesideItAreLeftAlone() throws IOException {
    freeze(FIRST);
    Files.writeString(folder.resolve("market.trades.v1.tenon.lock"), "not a lock of ours");
    Files.writeString(folder.resolve("other.v1.tenon.lock"), "nor this");

    assertThat(ContractCheck.check(schema, Optional.empty(), true).frozen()).containsExactly(1);
  }

  @Test
  void anEarlierSchemaIsComparedAsALockIs() throws IOException {
    Path old = Files.writeString(folder.resolve("old.tenon.yaml"), FIRST);
    write(SECOND.replace("sequence: u64", "sequence: i64"));

    List<Diagnostic> found =
        catchThrowableOfType(
                SchemaException.class, () -> ContractCheck.check(schema, Optional.of(old), true))
            .diagnostics();

    assertThat(found)
        .filteredOn(Diagnostic::isError)
        .singleElement()
        .satisfies(
            only -> {
              assertThat(only.code()).isEqualTo(DiagnosticCode.FIELD_TYPE_CHANGED);
              assertThat(only.related().get(0).message()).doesNotContain("frozen");
              assertThat(only.related().get(0).span().position()).contains("old.tenon.yaml:13:");
            });
    assertThat(found)
        .filteredOn(one -> !one.isError())
        .extracting(Diagnostic::code)
        .containsExactlyInAnyOrder(
            DiagnosticCode.VALUE_APPENDED,
            DiagnosticCode.FIELD_APPENDED,
            DiagnosticCode.FIELD_APPENDED);
  }

  @Test
  void aLockFromAnywhereCanBeComparedWith() throws IOException {
    freeze(FIRST);
    Path elsewhere = Files.createDirectory(folder.resolve("released"));
    Path lock =
        Files.move(folder.resolve("market.v1.tenon.lock"), elsewhere.resolve("m.tenon.lock"));
    write(FIRST.replace("BUY: 1", "BUY: 3"));

    assertThat(check()).isEmpty();
    assertThat(
            catchThrowableOfType(
                    SchemaException.class,
                    () -> ContractCheck.check(schema, Optional.of(lock), true))
                .diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.NUMBER_CHANGED);
  }

  @Test
  void everyDifferentFieldOfAStructIsNotTold() throws IOException {
    freeze(FIRST);
    write(FIRST.replace("sequence: u64", "extra: u64\n      sequence: u64"));

    assertThat(broken())
        .as("what moved because of the new field is no change of its own")
        .extracting(Diagnostic::message)
        .containsExactly("field 'Quote.extra' was not there in version 1");
  }

  @Test
  void aStructThatIsPartOfOthersIsToldOnce() throws IOException {
    freeze(FIRST);
    write(FIRST.replace("quantity: u64", "quantity: u64, orders: u64"));

    assertThat(broken())
        .extracting(Diagnostic::message)
        .containsExactly("field 'Level.orders' was not there in version 1");
  }

  @Test
  void aMessageOfALaterVersionDoesNotChangeTheAlignmentOfAQueue() throws IOException {
    freeze(FIRST);
    write(THIRD.replace("Trade: {id: 2,", "Trade: {id: 2, align: 64,"));

    assertThat(broken())
        .filteredOn(Diagnostic::isError)
        .extracting(Diagnostic::message)
        .containsExactly("alignment of section 'Feed.quotes' changed: 8 in version 1, now 64");
  }

  @Test
  void freezingTwiceTouchesNothing() throws IOException {
    write(FIRST);
    ContractFreeze.Result first = ContractFreeze.freeze(schema, false);
    FileTime longAgo = FileTime.fromMillis(1_000_000_000);
    Files.setLastModifiedTime(first.lock(), longAgo);

    ContractFreeze.Result second = ContractFreeze.freeze(schema, false);

    assertThat(first.outcome()).isEqualTo(Outcome.WRITTEN);
    assertThat(second.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(Files.getLastModifiedTime(first.lock())).isEqualTo(longAgo);
    assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".tmp"));
  }

  @Test
  void freezingTellsWhatIsNewSinceTheLastTime() throws IOException {
    freeze(FIRST);
    write(SECOND);

    assertThat(ContractFreeze.freeze(schema, false).changes())
        .containsExactlyInAnyOrder(
            "value 'Side.CROSS' was added in version 2",
            "field 'Quote.venue' was added in version 2",
            "field 'Quote.total' was added in version 2",
            "reserved bytes of struct 'Quote' changed: 7 at 9 in version 1, now 6 at 10");
  }

  @Test
  void aDifferentLockIsReplacedByForceOnly() throws IOException {
    freeze(FIRST);
    write(FIRST.replace("BUY: 1", "BUY: 3"));
    Path lock = folder.resolve("market.v1.tenon.lock");
    String before = Files.readString(lock);

    List<Diagnostic> refused =
        catchThrowableOfType(SchemaException.class, () -> ContractFreeze.freeze(schema, false))
            .diagnostics();
    assertThat(refused)
        .extracting(Diagnostic::code)
        .containsExactlyInAnyOrder(DiagnosticCode.ALREADY_FROZEN, DiagnosticCode.NUMBER_CHANGED);
    assertThat(lock).content().isEqualTo(before);

    ContractFreeze.Result forced = ContractFreeze.freeze(schema, true);
    assertThat(forced.outcome()).isEqualTo(Outcome.REPLACED);
    assertThat(forced.changes())
        .containsExactly("number of value 'Side.BUY' changed: 1 in version 1, now 3");
    assertThat(check()).isEmpty();
  }

  @Test
  void aLockThatCannotBeReadIsReplacedByForce() throws IOException {
    freeze(FIRST);
    Files.writeString(folder.resolve("market.v1.tenon.lock"), "<<<<<<< HEAD\n");

    assertThat(ContractFreeze.freeze(schema, true).outcome()).isEqualTo(Outcome.REPLACED);
    assertThat(check()).isEmpty();
  }

  @Test
  void aVersionThatBreaksAnEarlierOneIsNotFrozen() throws IOException {
    freeze(FIRST);
    write(SECOND.replace("BUY: 1", "BUY: 7"));

    assertThat(
            catchThrowableOfType(SchemaException.class, () -> ContractFreeze.freeze(schema, true))
                .diagnostics())
        .filteredOn(Diagnostic::isError)
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.NUMBER_CHANGED);
    assertThat(folder.resolve("market.v2.tenon.lock")).doesNotExist();
  }

  @Test
  void aWrongSchemaIsNotFrozen() throws IOException {
    write(FIRST.replace("sequence: u64", "sequence: u65"));

    assertThat(
            catchThrowableOfType(SchemaException.class, () -> ContractFreeze.freeze(schema, true)))
        .isNotNull();
    assertThat(folder.resolve("market.v1.tenon.lock")).doesNotExist();
  }

  @Test
  void theHistoryTellsWhatEachVersionBrought() throws IOException {
    freeze(FIRST);
    freeze(SECOND);
    freeze(THIRD);

    assertThat(ContractHistory.of(schema, "market"))
        .containsExactly(
            new FrozenVersion(1, List.of()),
            new FrozenVersion(
                2,
                List.of(
                    "Value 'Side.CROSS' was added.",
                    "Field 'Quote.venue' was added.",
                    "Field 'Quote.total' was added.")),
            new FrozenVersion(
                3,
                List.of(
                    "Struct 'Trade' was added.",
                    "List of messages of section 'Feed.quotes' was Quote and became Quote"
                        + " Trade.")));
  }
}
