// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A struct that a foreign header declares is used as it is, once its description is proved. */
class ForeignTypesTest {

  private static final String LABEL =
      """
      Label: {extern: {c: device_label, header: foreign/device.h}, fields: {%s}}
      """;
  private static final String DEVICE =
      """
      Device: {extern: {c: struct device, header: foreign/device.h}, fields: {%s}}
      """;

  @TempDir private Path folder;

  static Stream<Compiler> every() {
    return Compiler.all();
  }

  @ParameterizedTest
  @MethodSource("every")
  void eventsOfTheKernelAreDescribed(Compiler compiler) {
    assumeTrue(Files.exists(Path.of("/usr/include/linux/input.h")), "no headers of Linux");
    assumeTrue(!compiler.options().contains(ThirtyTwoBits.OPTION), "a time has 32 bits there");
    Fixtures.write(
        Fixtures.generateFrom(
            "events",
            """
            structs:
              Timeval:
                extern: {c: struct timeval, header: sys/time.h}
                fields: {tv_sec: i64, tv_usec: i64}
              InputEvent:
                doc: What a device tells.
                extern: {c: struct input_event, header: linux/input.h}
                fields: {time: Timeval, type: u16, code: u16, value: i32}
              Recorded:
                id: 1
                fields: {count: u8, events: 'InputEvent[<=4]', last: InputEvent}
            """),
        folder);
    Path source =
        Fixtures.write(
            folder.resolve("main.c"),
            """
            #include <events/events.h>
            extern t_recorded recorded;
            t_recorded recorded = T_RECORDED_INIT;
            extern struct input_event event;
            struct input_event event = T_INPUT_EVENT_INIT;
            int main(void) {
                t_input_event *added = t_recorded_add_events(&recorded);
                struct input_event got = event;
                got.value = 7;
                got.type = EV_KEY;
                *added = got;
                return recorded.events[0].value == 7 && recorded.events_count == 1 ? 0 : 1;
            }
            """);
    Path program = folder.resolve("main");
    Command.Result built =
        compiler.link(program, java.util.List.of(source), folder.resolve("include"));
    assertThat(built.status()).as(built.output()).isZero();
    assertThat(compiler.run(program).status()).isZero();
  }

  @ParameterizedTest
  @MethodSource("every")
  void packedStructsAndBitFieldsAreDescribedInPart(Compiler compiler) {
    Fixtures.write(Fixtures.generateFrom("layouts", LAYOUTS), folder);
    Path include = folder.resolve("include");
    Fixtures.write(include.resolve("foreign/layouts.h"), LAYOUTS_HEADER);
    Path source =
        Fixtures.write(
            folder.resolve("main.c"),
            """
            #include <layouts/layouts.h>
            extern t_held held;
            t_held held = T_HELD_INIT;
            int main(void) {
                struct ly_bits bits = T_BITS_INIT;
                const char *field = "";
                bits.low = 5;
                bits.high = 9;
                t_bits_set_word(&bits, 0x01020304);
                if (t_bits_get_word(&bits) != 0x01020304 || bits.low != 5 || bits.high != 9) {
                    return 1;
                }
                t_packed_set_wide(&held.packed, 0x0102030405060708);
                if (t_packed_set_mode(&held.packed, 3) != 0 || held.packed.flags != 3) {
                    return 2;
                }
                if (t_packed_set_name(&held.packed, "abc") != 0 || held.packed.name[2] != 'c') {
                    return 3;
                }
                if (t_packed_get_wide(&held.packed) != 0x0102030405060708) {
                    return 4;
                }
                held.packed.level = 200;
                return t_held_validate(&held, &field) == 0 ? 5 : 0;
            }
            """
                .replace("set_mode", "set_flags_mode"));
    Path program = folder.resolve("main");
    Command.Result built = compiler.link(program, java.util.List.of(source), include);
    assertThat(built.status()).as(built.output()).isZero();
    assertThat(compiler.run(program).status()).isZero();
  }

  private static final String LAYOUTS =
      """
      structs:
        Bits:
          extern: {c: struct ly_bits, header: foreign/layouts.h}
          fields: {kind: {type: u8, offset: 1}, word: {type: u32, order: big, offset: 4}}
        Packed:
          extern: {c: struct ly_packed, header: foreign/layouts.h, align: 1}
          fields:
            kind: u8
            wide: {type: u64, order: big}
            flags: {type: u32, bits: {mode: 0..3}}
            level: {type: u16, max: 100}
            name: char[5]
            words: u16[2]
        Two:
          extern: {c: struct ly_two, header: foreign/layouts.h, align: 2}
          fields: {kind: u8, wide: u64}
        Raised:
          extern: {c: struct ly_raised, header: foreign/layouts.h, size: 16, align: 8}
          fields: {kind: u8, wide: {type: u64, offset: 1}}
        Held: {fields: {kind: u8, packed: Packed, more: 'Packed[2]', two: Two, raised: Raised}}
      """;

  private static final String LAYOUTS_HEADER =
      """
      #include <stdint.h>
      struct ly_bits {
          uint8_t low : 4, high : 4;
          uint8_t kind;
          uint32_t word;
      };
      struct ly_packed {
          uint8_t kind;
          uint64_t wide;
          uint32_t flags;
          uint16_t level;
          char name[5];
          uint16_t words[2];
      } __attribute__((packed));
      #pragma pack(push, 2)
      struct ly_two {
          uint8_t kind;
          uint64_t wide;
      };
      #pragma pack(pop)
      struct ly_raised {
          uint8_t kind;
          uint64_t wide;
      } __attribute__((packed, aligned(8)));
      """;

  @Test
  void descriptionMayBeAsTheHeaderSays() {
    assertThat(described("code: i32, name: 'char[8]'", DEVICE_FIELDS)).isEmpty();
  }

  private static final String DEVICE_FIELDS =
      "label: Label, state: State, port: u16, lanes: 'u8[2]', gain: f32";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "code: i64, name: 'char[8]' | size of t_label.code is not 8",
        "code: i32, name: 'char[4]' | size of t_label.name is not 4",
        "name: 'char[8]', code: i32 | offset of t_label.name is not 0",
        "code: i32 | size of t_label is not 4",
        "code: i32, title: 'char[8]' | title",
      })
  void wrongDescriptionIsRefusedWithTheMember(String fields, String said) {
    assertThat(described(fields, DEVICE_FIELDS)).contains(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "label: Label, state: Narrow, port: u16, lanes: 'u8[2]', gain: f32 |"
            + " size of t_device.state is not 1",
        "label: Label, state: State, port: u16, lanes: 'u8[3]', gain: f32 |"
            + " size of t_device.lanes is not 3",
        "label: Label, state: State, port: u32, lanes: 'u8[2]', gain: f32 |"
            + " size of t_device.port is not 4",
        "state: State, label: Label, port: u16, lanes: 'u8[2]', gain: f32 |"
            + " offset of t_device.label is not 4",
        "label: Other, state: State, port: u16, lanes: 'u8[2]', gain: f32 |"
            + " size of t_device.label is not 16",
        "label: Label, state: State, port: u16, lanes: 'u8[2]', gain: f64 |"
            + " size of t_device.gain is not 8",
      })
  void wrongMemberOfAnotherTypeIsRefused(String fields, String said) {
    assertThat(described("code: i32, name: 'char[8]'", fields)).contains(said);
  }

  /** What the compiler says about a description. */
  private String described(String label, String device) {
    String declarations =
        """
        enums:
          State: {type: u32, values: {OFF: 0, ON: 1}}
          Narrow: {type: u8, values: {OFF: 0, ON: 1}}
        structs:
          Other: {fields: {code: i32, name: 'char[12]'}}
        """;
    Fixtures.write(
        Fixtures.generateFrom(
            "devices",
            declarations + ("  " + LABEL.formatted(label)) + ("  " + DEVICE.formatted(device))),
        folder);
    Path include = folder.resolve("include");
    Fixtures.write(include.resolve(Fixtures.FOREIGN), Fixtures.text("c/" + Fixtures.FOREIGN));
    Path source = Fixtures.write(folder.resolve("main.c"), "#include <devices/devices.h>\n");
    return Compiler.c11().check(source, include).output();
  }
}
