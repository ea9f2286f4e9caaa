// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.output.OutputFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that a foreign header has are compared with those of the schema, and not declared. */
class ForeignValuesTest {

  private static final String HEADER = "foreign/values.h";

  private static final String VALUES =
      """
      #define FV_READ 0
      #define FV_MASK 0xF000u
      #define FV_LEAST (-9223372036854775807LL - 1)
      #define FV_MOST 18446744073709551615ULL
      #define FV_LETTER 'a'
      #define FV_YES 1
      #define FV_MINUS (-1)
      #define FV_ALL_ONES 0xFFFFFFFFu
      enum fv_result { FV_OK, FV_BUSY = 5, FV_AGAIN = FV_BUSY };
      #define FV_EDGE (1u << 31)
      enum fv_poll { FV_IN = 0x001, FV_OUT = 0x004 };
      """;

  private static final String SCHEMA =
      """
      constants:
        FV_READ: {type: i32, value: 0, extern: foreign/values.h}
        MASK: {type: u32, value: 0xF000, extern: {header: foreign/values.h, c: FV_MASK}}
        LEAST: {type: i64, value: -9223372036854775808, c_name: FV_LEAST, extern: foreign/values.h}
        MOST: {type: u64, value: 18446744073709551615, extern: {header: foreign/values.h, c: FV_MOST}}
        LETTER: {type: char, value: a, extern: {header: foreign/values.h, c: FV_LETTER}}
        YES: {type: bool, value: true, extern: {header: foreign/values.h, c: FV_YES}}
        USUAL: {type: Result, value: BUSY, extern: {header: foreign/values.h, c: FV_BUSY}}
        ROOM: {type: u16, value: MASK / 16}
      enums:
        Result:
          type: i32
          extern: foreign/values.h
          values:
            OK: {value: 0, extern: FV_OK}
            BUSY: {value: 5, c_name: FV_BUSY}
            AGAIN: {alias_of: BUSY, extern: FV_AGAIN}
            RETRY: {alias_of: BUSY}
        Sign: {type: i32, values: {MINUS: {value: -1, extern: {header: foreign/values.h, c: FV_MINUS}}}}
        Taken: {type: u8, extern: foreign/values.h, values: {OK: {value: 0, c_name: FV_OK}}}
      flags:
        Poll:
          type: u32
          extern: foreign/values.h
          bits: {FV_IN: 0, OUT: {bit: 2, c_name: FV_OUT}, EDGE: {bit: 31, extern: FV_EDGE}}
          masks: {BOTH: [FV_IN, OUT]}
          none: NOTHING
      structs:
        Waiting:
          fields:
            result: {type: Result, default: BUSY}
            poll: {type: Poll, default: [OUT, EDGE]}
            read: {type: i32, default: 0}
      """;

  @TempDir private Path folder;

  static Stream<Compiler> every() {
    return Compiler.all();
  }

  @ParameterizedTest
  @MethodSource("every")
  void areProvedByEveryCompiler(Compiler compiler) {
    Path source = write(SCHEMA.replace("OK: {value: 0, c_name: FV_OK}", "FV_OK: 0"));

    Command.Result result = compiler.strict().check(source, folder.resolve("include"));

    assertThat(result.status()).as(result.output()).isZero();
  }

  @Test
  void areNotDeclaredUnderTheNamesThatTheirHeaderGivesThem() {
    String header =
        Fixtures.generateFrom("values", SCHEMA).stream()
            .map(OutputFile::content)
            .collect(Collectors.joining());

    assertThat(header)
        .contains(
            "#include <foreign/values.h>",
            "#define T_FV_READ INT32_C(0)",
            "#define T_MASK UINT32_C(61440)",
            "#define T_USUAL FV_BUSY",
            "T_RESULT_OK = 0",
            "T_RESULT_AGAIN = FV_BUSY",
            "#define T_POLL_EDGE UINT32_C(0x80000000)",
            "FV_OUT | T_POLL_EDGE")
        .doesNotContainPattern("#define FV_|\\bFV_\\w+ = |enum t_taken_value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FV_READ: {type: i32, value: 0 | FV_READ: {type: i32, value: 1 |"
            + " FV_READ of <foreign/values.h> is not 1",
        "value: 0xF000 | value: 0xF001 | FV_MASK of <foreign/values.h> is not 61441",
        "18446744073709551615 | 18446744073709551614 | FV_MOST of",
        "value: a | value: b | FV_LETTER of <foreign/values.h> is not",
        "value: true | value: false | FV_YES of <foreign/values.h> is not 0",
        "{value: 5, | {value: 6, | FV_BUSY of <foreign/values.h> is not 6",
        "FV_IN: 0 | FV_IN: 1 | FV_IN of <foreign/values.h> is not 0x2",
        "c: FV_MINUS | c: FV_ALL_ONES | FV_ALL_ONES of <foreign/values.h> is not -1",
        "extern: FV_OK | extern: FV_NONE | FV_NONE",
      })
  void otherValuesAreRefusedByTheirNames(String right, String wrong, String said) {
    assertThat(SCHEMA).contains(right);
    Path source =
        write(SCHEMA.replace("OK: {value: 0, c_name: FV_OK}", "FV_OK: 0").replace(right, wrong));

    Command.Result result = Compiler.c11().check(source, folder.resolve("include"));

    assertThat(result.status()).isNotZero();
    assertThat(result.output()).contains(said);
  }

  private Path write(String schema) {
    List<OutputFile> files = Fixtures.generateFrom("values", schema);
    Fixtures.write(files, folder);
    Fixtures.write(folder.resolve("include").resolve(HEADER), VALUES);
    return Fixtures.write(
        folder.resolve("main.c"),
        """
        #include <values/values.h>
        extern t_waiting waiting;
        t_waiting waiting = T_WAITING_INIT;
        extern t_result usual;
        t_result usual = T_USUAL;
        """);
  }
}
