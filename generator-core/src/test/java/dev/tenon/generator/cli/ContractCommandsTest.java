// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tenon freeze} and {@code tenon check} as they are called. */
class ContractCommandsTest {

  private static final String FIRST =
      """
      tenon: 1
      schema: market
      version: 1
      java: {package: com.example.market}
      c: {prefix: mkt}
      structs:
        Quote: {fields: {price: f64, flags: u8}}
      """;
  private static final String SECOND =
      FIRST
          .replace("version: 1", "version: 2")
          .replace("flags: u8", "flags: u8, venue: {type: u8, since: 2}");

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path schema;
  private Path lock;

  @BeforeEach
  void writeTheFirstVersion() throws IOException {
    schema = folder.resolve("market.tenon.yaml");
    lock = folder.resolve("market.v1.tenon.lock");
    Files.writeString(schema, FIRST);
  }

  private int run(Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return TenonCommand.run(
        Stream.of(arguments).map(Object::toString).toArray(String[]::new),
        new PrintWriter(out),
        new PrintWriter(err));
  }

  private List<JsonNode> json() throws IOException {
    List<JsonNode> found = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      found.add(new ObjectMapper().readTree(line));
    }
    return found;
  }

  @Test
  void freezeWritesALockBesideTheSchema() throws IOException {
    assertThat(run("freeze", schema)).isZero();

    assertThat(out.toString()).isEqualTo("%s: version 1, written%n".formatted(lock));
    assertThat(lock).content().contains("field Quote.flags type u8 offset 8 size 1\n");

    assertThat(run("freeze", schema)).isZero();
    assertThat(out.toString()).isEqualTo("%s: version 1, unchanged%n".formatted(lock));
  }

  @Test
  void freezeTellsWhatIsNew() throws IOException {
    run("freeze", schema);
    Files.writeString(schema, SECOND);

    assertThat(run("freeze", schema)).isZero();

    assertThat(out.toString())
        .isEqualTo(
            "%s: version 2, written%n  field 'Quote.venue' was added in version 2%n"
                .formatted(folder.resolve("market.v2.tenon.lock")));
  }

  @Test
  void freezeReplacesALockByForceOnly() throws IOException {
    run("freeze", schema);
    Files.writeString(schema, FIRST.replace("f64", "i64"));

    assertThat(run("freeze", schema)).isEqualTo(1);
    assertThat(err.toString())
        .contains("error TN7006: version 1 is already frozen with another contract")
        .contains("error TN7016: type of field 'Quote.price' changed: f64 in version 1, now i64");
    assertThat(lock).content().contains("type f64");

    assertThat(run("freeze", "--force", schema)).isZero();
    assertThat(out.toString()).contains("version 1, replaced");
    assertThat(lock).content().contains("type i64");
  }

  @Test
  void checkTellsWhatWasMovedAndWhatToDoInstead() throws IOException {
    run("freeze", schema);
    Files.writeString(
        schema, FIRST.replace("version: 1", "version: 2").replace("flags: u8", "flags: u64"));

    assertThat(run("check", schema)).isEqualTo(1);

    assertThat(err.toString())
        .startsWith(
            """
            %1$s:7:32: error TN7016: type of field 'Quote.flags' changed: u8 in version 1, now u64
                7 |   Quote: {fields: {price: f64, flags: u64}}
                  |                                ^^^^^
            %2$s:7:7: note: version 1 is frozen; programs built with it use another layout
                7 | field Quote.flags type u8 offset 8 size 1
                  |       ^^^^^^^^^^^
               help: keep 'flags: u8'; append a new field with 'since: 2'
            """
                .formatted(schema, lock))
        .endsWith("1 error%n".formatted());
  }

  @Test
  void checkNamesTheVersionsThatAreKept() throws IOException {
    run("freeze", schema);
    Files.writeString(schema, SECOND);
    assertThat(run("check", schema)).isZero();
    assertThat(out.toString()).endsWith(", keeps version 1%n".formatted());
    assertThat(err.toString())
        .contains("TN7093: field 'Quote.venue' was added in version 2")
        .contains("help: breaks source in Java: a record pattern");

    run("freeze", schema);
    assertThat(run("check", "--werror", schema)).isZero();
    assertThat(out.toString()).endsWith(", keeps versions 1, 2%n".formatted());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void compatibleChangesAreShownWhenAskedFor() throws IOException {
    run("freeze", schema);
    Files.writeString(schema, SECOND);

    assertThat(run("check", "--changes", "--werror", schema)).isZero();

    assertThat(err.toString())
        .contains("note TN7093: field 'Quote.venue' was added in version 2")
        .doesNotContain("warning");
  }

  @Test
  void jsonTellsWhatAChangeBreaks() throws IOException {
    run("freeze", schema);
    Files.writeString(schema, SECOND.replace("price: f64", "price: i64"));

    assertThat(run("check", "--error-format", "json", schema)).isEqualTo(1);

    assertThat(json())
        .extracting(one -> one.get("code").asText() + " " + one.get("breaks").asText())
        .containsExactly("TN7016 layout", "TN7093 some source");
    assertThat(json().get(1).get("severity").asText()).isEqualTo("note");
  }

  @Test
  void githubShowsNotesAsNotices() throws IOException {
    run("freeze", schema);
    Files.writeString(schema, SECOND);

    assertThat(run("check", "--changes", "--error-format", "github", schema)).isZero();

    assertThat(out.toString()).startsWith("::notice file=");
  }

  @Test
  void anEarlierSchemaIsFoundInAFolderByItsName() throws IOException {
    Path earlier = Files.createDirectory(folder.resolve("earlier"));
    Files.writeString(earlier.resolve("market.tenon.yaml"), FIRST.replace("f64", "i64"));
    Path other = folder.resolve("other.tenon.yaml");
    Files.writeString(other, FIRST.replace("market", "other").replace("mkt", "oth"));

    assertThat(run("check", "--against", earlier, schema, other)).isEqualTo(1);
    assertThat(err.toString()).contains("error TN7016: type of field 'Quote.price' changed: i64");

    assertThat(run("check", "--against", earlier.resolve("market.tenon.yaml"), schema, other))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--against FILE allows one schema only");
  }
}
