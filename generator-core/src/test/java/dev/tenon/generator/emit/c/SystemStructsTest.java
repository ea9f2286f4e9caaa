// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Structs of the system are described, whole or in part: every compiler agrees, and Java reads and
 * writes what C does.
 */
class SystemStructsTest {

  private static final String SCHEMA = "system.tenon.yaml";

  @TempDir private Path folder;

  @BeforeEach
  void needsTheHeadersOfLinux() {
    assumeTrue(isDescribedHere(), "the descriptions are those of Linux on x86-64");
  }

  /** Whether the structs of this system are those that are described. */
  static boolean isDescribedHere() {
    return Files.exists(Path.of("/usr/include/linux/input.h"))
        && System.getProperty("os.arch").equals("amd64");
  }

  static Stream<Compiler> every() {
    return Compiler.all().filter(compiler -> !compiler.options().contains(ThirtyTwoBits.OPTION));
  }

  @ParameterizedTest
  @MethodSource("every")
  void everyCompilerAgreesWithAllDescriptions(Compiler compiler) {
    CompiledSchema schema = Fixtures.schema("system");
    assertThat(schema.warnings()).isEmpty();
    assertThat(schema.schema().structs()).filteredOn(StructType::isPartial).hasSizeGreaterThan(20);
    Fixtures.write(Fixtures.generate(schema), folder);
    Path source =
        Fixtures.write(
            folder.resolve("main.c"),
            """
            #include <system/system.h>
            extern sys_held held;
            sys_held held = SYS_HELD_INIT;
            extern sys_stat status;
            sys_stat status = SYS_STAT_INIT;
            extern sys_utsname names;
            sys_utsname names = SYS_UTSNAME_INIT;
            extern sys_iphdr packet;
            sys_iphdr packet = SYS_IPHDR_INIT;
            """);

    Command.Result result = compiler.with("-D_GNU_SOURCE").check(source, folder.resolve("include"));

    assertThat(result.status()).as(result.output()).isZero();
  }

  @Test
  void literalsAndStructLayoutAgreeWithTheLayoutStage() {
    GeneratedJava java = GeneratedJava.ofResource(SCHEMA);
    java.compiled().schema().composites().forEach(java::checkLayout);
  }

  @Test
  void javaReadsWhatCWroteAndKeepsWhatIsNotDescribed() throws IOException {
    Fixtures.write(Fixtures.generate("system"), folder);
    Path program = folder.resolve("structs");
    Path source =
        Fixtures.project().resolve("generator-core/src/test/resources/c/system_structs.c");
    Command.Result built =
        Compiler.c11()
            .with("-D_GNU_SOURCE")
            .link(program, List.of(source), folder.resolve("include"));
    assertThat(built.status()).as(built.output()).isZero();
    Path file = folder.resolve("memory");
    assertThat(Command.of(program.toString(), "write", file.toString()).run().status()).isZero();

    Structs memory = new Structs(Files.readAllBytes(file));
    Flyweight status = memory.next("Stat");
    assertThat(status.call("stSize")).isEqualTo(10L);
    assertThat(((Long) status.call("stMode")) & 0xF000).isEqualTo(0x8000);
    assertThat(status.at("stMtim").call("tvNsec")).isEqualTo(987654321L);
    status.call("stSize", 11L);
    Flyweight time = memory.next("Tm");
    assertThat(time.call("tmYear")).isEqualTo(126);
    assertThat(time.call("tmGmtoff")).isEqualTo(-3600L);
    time.call("tmYear", 127);
    Flyweight address = memory.next("SockaddrIn");
    assertThat(address.call("sinPort")).isEqualTo(8080);
    assertThat(address.at("sinAddr").call("sAddr")).isEqualTo(0x7f000001L);
    address.call("sinPort", 9090);
    Flyweight first = memory.next("EpollEvent");
    assertThat(first.call("data")).isEqualTo(0x1122334455667788L);
    Flyweight second = memory.next("EpollEvent");
    assertThat(second.call("events")).isEqualTo(4L);
    assertThat(second.call("data")).isEqualTo(0x99aabbccddeeff00L);
    second.call("data", 5L);
    Flyweight frame = memory.next("CanFrame");
    assertThat(frame.call("canId")).isEqualTo(0x123L);
    assertThat(frame.call("len")).isEqualTo(8);
    assertThat(frame.call("data", 2)).isEqualTo((int) 'c');
    frame.call("len8Dlc", 9);
    Flyweight segment = memory.next("Tcphdr");
    assertThat(segment.call("source")).isEqualTo(443);
    assertThat(segment.call("window")).isEqualTo(1000);
    segment.call("window", 2000);
    Flyweight packet = memory.next("Iphdr");
    assertThat(packet.call("ttl")).isEqualTo(64);
    assertThat(packet.call("daddr")).hasToString("/10.0.0.1");
    packet.call("ttl", 1);
    Flyweight action = memory.next("Sigaction");
    assertThat(action.call("saFlags")).isEqualTo(0x10000000);
    action.call("saFlags", 0x40000000);
    Flyweight names = memory.next("Utsname");
    assertThat(names.call("sysname")).isEqualTo("Linux");
    assertThat(names.call("machine")).isEqualTo("x86_64");
    names.call("machine", "riscv64");
    Flyweight ethernet = memory.next("Ethhdr");
    assertThat(ethernet.call("hDest", 5)).isEqualTo(6);
    assertThat(ethernet.call("hProto")).isEqualTo(0x800);
    // A value has the described members only, and a copy all bytes.
    names.call("set", names.call("toValue"));
    Flyweight copy = memory.java.allocate("Ethhdr", Arena.ofAuto());
    copy.call("copyFrom", ethernet.target());
    copy.call("hSource", 5, 7);
    copy.call("hProto", 0x86dd);
    ethernet.call("copyFrom", copy.target());

    Files.write(file, memory.bytes);
    Command.Result read = Command.of(program.toString(), "read", file.toString()).run();
    assertThat(read.status()).as(read.output()).isZero();
  }

  /** Structs that lie one behind the other as members of a struct of C do. */
  private static final class Structs {

    private final GeneratedJava java = GeneratedJava.ofResource(SCHEMA);
    private final byte[] bytes;
    private final MemorySegment memory;
    private long end;

    Structs(byte[] bytes) {
      this.bytes = bytes;
      this.memory = MemorySegment.ofArray(bytes);
    }

    Flyweight next(String struct) {
      long alignment = (long) java.constant(struct, "ALIGNMENT");
      long offset = (end + alignment - 1) & -alignment;
      end = offset + (long) java.constant(struct, "BYTES");
      return java.of(struct, memory, offset);
    }
  }

  @Test
  void foreignStructsAreMembersMessagesAndEvents() {
    String declarations =
        """
        enums: {Whence: {type: i32, extern: unistd.h, values: {SEEK_SET: 0, SEEK_CUR: 1}}}
        unions:
          Body: {tag: Whence, arms: {SEEK_SET: Status, SEEK_CUR: Event}}
          Free: {arms: {status: Status, events: 'Event[3]'}}
        structs:
          Status:
            extern: {c: struct stat, header: sys/stat.h, size: 144}
            fields: {st_size: {type: i64, offset: 48, min: 0}}
          Event:
            extern: {c: struct epoll_event, header: sys/epoll.h, align: 1}
            fields: {events: {type: u32, bits: {in: 0}}, data: u64}
          Packet:
            id: 3
            extern: {c: struct iphdr, header: linux/ip.h, size: 20, align: 4}
            fields: {tos: {type: u8, offset: 1}, ttl: {type: u8, offset: 8, min: 1}}
          Message:
            id: 1
            fields: {kind: u8, whence: Whence, body: {type: Body, tag: whence}, event: Event}
          Several:
            id: 2
            fields: {kind: u8, free: Free, events: 'Event[<=4]', packets: 'Packet[<=5]'}
        callbacks:
          OnPacket: {params: {packet: const Packet*, event: const Event*}, batch: 4, listeners: 2}
          OnStatus: {params: {all: 'const Status[n]', n: u32}, listeners: 2}
        functions: {fill: {params: {all: 'Status[n]', n: u32, event: Event*}, returns: Whence}}
        regions:
          Shared:
            contents:
              packet: Packet
              queue: {queue: [Message, Several, Packet], capacity: 16KiB}
        """;
    GeneratedJava java = GeneratedJava.ofText(declarations);
    java.compiled().schema().composites().forEach(java::checkLayout);
    List<OutputFile> files = Fixtures.generate(java.compiled());
    Fixtures.write(files, folder);
    Compiler.allC()
        .filter(compiler -> compiler.is("gcc", "c11") || compiler.is("clang", "c11"))
        .filter(compiler -> !compiler.options().contains(ThirtyTwoBits.OPTION))
        .forEach(compiler -> compileAll(files, compiler.generated().with("-D_GNU_SOURCE")));
  }

  private void compileAll(List<OutputFile> files, Compiler compiler) {
    for (OutputFile file : files) {
      if (file.path().endsWith(".c")) {
        Command.Result result =
            compiler.check(folder.resolve(file.path()), Fixtures.includes(folder));
        assertThat(result.status()).as(result.output()).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "struct stat | sys/stat.h, size: 136 | st_size: {type: i64, offset: 48} |"
            + " size of t_foreign is not 136",
        "struct stat | sys/stat.h, size: 144 | st_size: {type: i64, offset: 40} |"
            + " offset of t_foreign.st_size is not 40",
        "struct stat | sys/stat.h, size: 144 | st_size: {type: u32, offset: 48} |"
            + " size of t_foreign.st_size is not 4",
        "struct stat | sys/stat.h, size: 144, align: 16 | st_size: {type: i64, offset: 48} |"
            + " alignment of t_foreign is not 16",
        "struct epoll_event | sys/epoll.h | events: u32, data: u64 |"
            + " alignment of t_foreign is not 8",
        "struct iphdr | linux/ip.h, size: 20, align: 4 | version: u8 | bit-field",
      })
  void whatIsNotSoIsRefusedByTheCompiler(String type, String header, String fields, String said) {
    Fixtures.write(
        Fixtures.generateFrom(
            "foreign",
            "structs: {Foreign: {extern: {c: %s, header: %s}, fields: {%s}}}\n"
                .formatted(type, header, fields)),
        folder);
    Path source = Fixtures.write(folder.resolve("main.c"), "#include <foreign/foreign.h>\n");

    assertThat(
            Compiler.c11().with("-D_GNU_SOURCE").check(source, folder.resolve("include")).output())
        .contains(said);
  }
}
