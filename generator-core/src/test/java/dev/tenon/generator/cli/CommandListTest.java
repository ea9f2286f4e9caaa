// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A command that is written is reached from the command line, helped with and documented. */
class CommandListTest {

  private static final Path PAGES = Path.of("../docs");

  static Stream<Class<?>> commands() {
    return new ClassFileImporter()
        .importPackagesOf(TenonCommand.class).stream()
            .filter(type -> type.isAnnotatedWith(Command.class))
            .map(JavaClass::reflect)
            .filter(type -> type != TenonCommand.class);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandIsOneOfThoseThatTenonLists(Class<?> command) {
    assertThat(TenonCommand.class.getAnnotation(Command.class).subcommands()).contains(command);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandSaysWhatItDoes(Class<?> command) {
    CommandLine line = new CommandLine(command);
    String help = line.getUsageMessage();

    assertThat(line.getCommandName()).isNotEqualTo("<main class>");
    assertThat(help).contains("Usage: ", "--help");
    assertThat(line.getCommandSpec().usageMessage().description()).isNotEmpty();
  }

  @Test
  void documentationNamesEveryCommand() throws IOException {
    String pages;
    try (Stream<Path> files = Files.list(PAGES)) {
      List<Path> markdown =
          Stream.concat(files, Stream.of(Path.of("../README.md")))
              .filter(file -> file.toString().endsWith(".md"))
              .toList();
      pages = markdown.stream().map(CommandListTest::read).collect(Collectors.joining("\n"));
    }
    Set<String> names =
        commands()
            .map(command -> new CommandLine(command).getCommandName())
            .collect(Collectors.toSet());

    assertThat(names).hasSizeGreaterThan(6);
    assertThat(names)
        .allSatisfy(name -> assertThat(pages).containsPattern("tenon(\\.jar)? " + name + "\\b"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
