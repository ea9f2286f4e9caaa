// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockTest {

  private static final Path SCHEMAS = Path.of("src/test/resources/schemas");

  private final Diagnostics diagnostics = new Diagnostics();

  private static Contract contract(String schema) {
    CompiledSchema compiled = SchemaCompiler.compile(SCHEMAS.resolve(schema + ".tenon.yaml"));
    return Contract.of(compiled.schema(), compiled.layouts());
  }

  private Optional<Contract> read(String text) {
    return SourceFile.of("x.v1.tenon.lock", text.getBytes(StandardCharsets.UTF_8), diagnostics)
        .flatMap(file -> Lock.read(file, diagnostics));
  }

  private static String signed(String lines) {
    return lines + "checksum " + Lock.checksum(lines) + "\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"market", "callbacks", "language", "everything", "large"})
  void whatIsWrittenIsRead(String schema) {
    Contract contract = contract(schema);

    Optional<Contract> found = read(Lock.text(contract));

    assertThat(diagnostics.sorted()).isEmpty();
    assertThat(found.orElseThrow().saysTheSameAs(contract)).isTrue();
    assertThat(found.orElseThrow().facts())
        .extracting(Fact::id)
        .isEqualTo(contract.facts().stream().map(Fact::id).toList());
  }

  @Test
  void theTextIsTheSameWhateverTheLocale() {
    String text = Lock.text(contract("language"));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Lock.text(contract("language"))).isEqualTo(text).isASCII();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aFactIsALine() {
    assertThat(Lock.text(contract("language")).lines())
        .contains(
            "value Kind.NUMBER number 7 since 2",
            "alias Kind.BUY of ORDER",
            "reserved Kind.4 first 4 last 6",
            "retired Kind.OLD_NAME",
            "mask Access.USER mask 0x80000001",
            "arm Body.NUMBER type decimal(-2) size 8 since 2",
            "field Lists.reals type f64[<=3] offset 16 size 24 count 12 min -1.5 max 1E+6",
            "field Message.sequence type u64 offset 8 size 8 order big",
            "bits Bits.control.level range 5..6 enum Level",
            "spare Grown.spare offset 6 size 6",
            "field Grown.late type u16 offset 4 size 2 default 77 in_reserved true since 3",
            "constant GREETING type string value \"Gr\\u00fc\\u00dfe, \\\"world\\\"??/\\u000a\"");
  }

  @Test
  void commentsAndLineEndsDoNotCount() {
    String text = Lock.text(contract("market"));

    assertThat(read("# Licensed to nobody.\r\n\r\n" + text.replace("\n", "\r\n"))).isPresent();
  }

  @Test
  void anyChangedCharacterIsNoticed() {
    String text = Lock.text(contract("market"));
    int begin = text.indexOf("tenon-lock");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      int at = random.nextInt(begin, text.length() - 1);
      char other = (char) random.nextInt(' ', '~');
      String edited =
          switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + other + text.substring(at);
            default -> text.substring(0, at) + other + text.substring(at + 1);
          };
      Optional<Contract> found = read(edited);
      // A line may become a comment, and the last line may get blanks behind it: nothing is lost.
      if (!edited.equals(text)) {
        assertThat(found).as(edited.substring(at - 5, at)).isEmpty();
      }
    }
    assertThat(diagnostics.sorted())
        .extracting(Diagnostic::code)
        .containsOnly(DiagnosticCode.INVALID_LOCK, DiagnosticCode.EDITED_LOCK);
  }

  @Test
  void aConflictOfAMergeIsNamedWithItsLine() {
    String text =
        Lock.text(contract("market")).replace("value Side.BUY", "<<<<<<< ours\nvalue Side.BUY");

    assertThat(read(text)).isEmpty();

    Diagnostic only = diagnostics.sorted().get(0);
    assertThat(only.message()).isEqualTo("the lock contains a merge conflict");
    assertThat(only.span().source().line(only.span().line())).isEqualTo("<<<<<<< ours");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tenon-lock 2 | a lock begins with 'tenon-lock 1'",
        "tenon-lock 1;struct S size 1 | a lock names its schema once, in its first line",
        "tenon-lock 1;schema m java x | the schema has no version",
        "tenon-lock 1;schema m version 0 | 'version' has an invalid value",
        "tenon-lock 1;schema m version 1;schema n version 1 | a lock names its schema once",
        "tenon-lock 1;schema m version 1;thing S size 1 | a line of a lock cannot begin with",
        "tenon-lock 1;schema m version 1;struct S.x size 1 | 'S.x' is not a valid name after"
            + " 'struct'",
        "tenon-lock 1;schema m version 1;field S size 1 | 'S' is not a valid name after 'field'",
        "tenon-lock 1;schema m version 1;struct S colour 1 | 'colour' is not a property of a"
            + " struct",
        "tenon-lock 1;schema m version 1;struct S size | 'size' has an invalid value",
        "tenon-lock 1;schema m version 1;struct S size x | 'size' has an invalid value",
        "tenon-lock 1;schema m version 1;struct S  size 1 | '' is not a property of a struct",
        "tenon-lock 1;schema m version 1;struct S align 1 size 1 | 'size' is out of order",
        "tenon-lock 1;schema m version 1;struct S size 1 size 1 | 'size' is out of order",
        "tenon-lock 1;schema m version 1;struct S size 1;struct S size 1 | occurs twice in the"
            + " lock",
        "tenon-lock 1;schema m version 1;constant C value \"x | 'value' has an invalid value",
        "tenon-lock 1;schema m version 1;constant C value \"\\x\" | 'value' has an invalid value",
      })
  void aLineThatIsNotOneIsNamed(String lines, String message) {
    assertThat(read(signed(lines.replace(';', '\n') + "\n"))).isEmpty();

    assertThat(diagnostics.sorted())
        .singleElement()
        .satisfies(
            only -> {
              assertThat(only.code()).isEqualTo(DiagnosticCode.INVALID_LOCK);
              assertThat(only.message()).contains(message);
              assertThat(only.help()).isPresent();
            });
  }

  @Test
  void aLockWithoutItsEndIsRefused() {
    String text = Lock.text(contract("market"));

    assertThat(read(text.substring(0, text.indexOf("checksum")))).isEmpty();
    assertThat(read("")).isEmpty();
    assertThat(read(text + text)).isEmpty();

    assertThat(diagnostics.sorted())
        .extracting(Diagnostic::message)
        .contains(
            "the lock has no checksum at its end, so it is incomplete",
            "the checksum is the last line of a lock");
  }

  @Test
  void longTextsAreRead() {
    String text = "\\u00e4".repeat(5000);
    String lines = "tenon-lock 1\nschema m version 1\nconstant C type string value \"%s\"\n";

    Contract found = read(signed(lines.formatted(text))).orElseThrow();

    assertThat(found.find("constant C").orElseThrow().get(Property.VALUE))
        .contains("ä".repeat(5000));
  }

  @Test
  void namesOfLocksAreTakenApart() {
    assertThat(Lock.fileName("market", 12)).isEqualTo("market.v12.tenon.lock");
    assertThat(Lock.version("market", "market.v12.tenon.lock")).hasValue(12);
    for (String other :
        List.of(
            "market.v0.tenon.lock",
            "market.v01.tenon.lock",
            "market.tenon.lock",
            "markets.v1.tenon.lock",
            "market.v1.tenon.lock.orig")) {
      assertThat(Lock.version("market", other)).isEmpty();
    }
  }
}
