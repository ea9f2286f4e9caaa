// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A C or C++ compiler of this machine, in one of its modes.
 *
 * @param options standard, word size and warnings
 */
record Compiler(String command, List<String> options, boolean cpp) {

  /** Options for what is generated, but not for the programs of tests that use it. */
  private static final List<String> NOT_FOR_PROGRAMS =
      List.of("-Wfloat-equal", "-Wnull-dereference", "-Wdouble-promotion");

  /** Options that docs/schema.md promises no warning for, in C and in C++. */
  static final List<String> WARNINGS =
      List.of(
          "-Wall",
          "-Wextra",
          "-Wpedantic",
          "-Wconversion",
          "-Wsign-conversion",
          "-Wshadow",
          "-Wundef",
          "-Wcast-qual",
          "-Wcast-align",
          "-Wmissing-field-initializers",
          "-Wmissing-braces",
          "-Wredundant-decls",
          "-Wmissing-declarations",
          "-Wdouble-promotion",
          "-Wfloat-conversion",
          "-Wfloat-equal",
          "-Wformat=2",
          "-Wnull-dereference",
          "-Wpointer-arith",
          "-Wswitch-enum",
          "-Wvla",
          "-Wwrite-strings");

  static final List<String> C_WARNINGS =
      List.of(
          "-Wstrict-prototypes",
          "-Wmissing-prototypes",
          "-Wold-style-definition",
          "-Wbad-function-cast",
          "-Wnested-externs",
          "-Wcast-function-type",
          "-Wdeclaration-after-statement");

  static final List<String> CPP_WARNINGS =
      List.of("-Wold-style-cast", "-Wzero-as-null-pointer-constant", "-Wextra-semi", "-Weffc++");

  /** Options that only gcc has. */
  static final List<String> GCC_WARNINGS =
      List.of("-Wcast-align=strict", "-Wduplicated-branches", "-Wduplicated-cond", "-Wlogical-op");

  /** Options that only g++ has. */
  static final List<String> GPP_WARNINGS = List.of("-Wuseless-cast");

  /** All warnings of clang but some that are no faults. */
  static final List<String> CLANG_WARNINGS =
      List.of(
          "-Weverything",
          "-Wno-c++98-compat",
          "-Wno-c++98-compat-pedantic",
          "-Wno-documentation-deprecated-sync",
          "-Wno-padded",
          "-Wno-pre-c11-compat",
          "-Wno-unsafe-buffer-usage");

  private static final List<String> C_STANDARDS = List.of("c99", "c11", "c17");
  private static final List<String> CPP_STANDARDS = List.of("c++11", "c++14", "c++17", "c++20");

  /** For what needs no matrix. */
  static Compiler c11() {
    return new Compiler("cc", options("c11", List.of(), C_WARNINGS), false);
  }

  /** Every compiler, standard and word size that this machine has; gcc always. */
  static Stream<Compiler> all() {
    return Stream.concat(allC(), allCpp());
  }

  static Stream<Compiler> allC() {
    return modes(List.of("gcc", "clang"), C_STANDARDS, C_WARNINGS, false);
  }

  static Stream<Compiler> allCpp() {
    return modes(List.of("g++", "clang++"), CPP_STANDARDS, CPP_WARNINGS, true);
  }

  private static Stream<Compiler> modes(
      List<String> commands, List<String> standards, List<String> warnings, boolean cpp) {
    List<Compiler> compilers = new ArrayList<>();
    for (String command : commands) {
      if (!command.startsWith("g") && !Command.exists(command)) {
        continue;
      }
      for (String standard : standards) {
        compilers.add(new Compiler(command, options(standard, List.of(), warnings), cpp));
        if (ThirtyTwoBits.compile(command, cpp)) {
          compilers.add(
              new Compiler(command, options(standard, ThirtyTwoBits.options(), warnings), cpp));
        }
      }
    }
    return compilers.stream();
  }

  private static List<String> options(
      String standard, List<String> extra, List<String> languageWarnings) {
    List<String> options = new ArrayList<>(List.of("-std=" + standard, "-O2"));
    options.addAll(extra);
    options.addAll(WARNINGS);
    options.removeAll(NOT_FOR_PROGRAMS);
    options.addAll(languageWarnings);
    options.add("-Werror");
    return options;
  }

  boolean is(String name, String standard) {
    return command.equals(name) && options.get(0).equals("-std=" + standard);
  }

  /** The same with the warnings that headers are free of, but sources are not. */
  Compiler strict() {
    List<String> more = new ArrayList<>();
    if (command.startsWith("clang")) {
      more.addAll(CLANG_WARNINGS);
      more.add("-Wno-unknown-warning-option");
    } else {
      more.addAll(GCC_WARNINGS);
      more.addAll(cpp ? GPP_WARNINGS : List.of());
    }
    return generated().with(more.toArray(String[]::new));
  }

  /** The same with all warnings that generated code is free of. */
  Compiler generated() {
    return with(NOT_FOR_PROGRAMS.toArray(String[]::new));
  }

  Compiler with(String... more) {
    return new Compiler(command, Stream.concat(options.stream(), Stream.of(more)).toList(), cpp);
  }

  /** Compiles and throws the result away. */
  Command.Result check(Path source, Path... includes) {
    return run(List.of("-c", "-o", "/dev/null", "-x", language(), source.toString()), includes);
  }

  /** Compiles and links. */
  Command.Result link(Path program, List<Path> sources, Path... includes) {
    List<String> arguments = new ArrayList<>(List.of("-g", "-o", program.toString()));
    arguments.addAll(List.of("-x", language()));
    sources.forEach(source -> arguments.add(source.toString()));
    arguments.addAll(List.of("-x", "none", "-lm"));
    return run(arguments, includes);
  }

  /** Runs what this compiler has linked; skips the test where the kernel cannot. */
  Command.Result run(Path program) {
    ThirtyTwoBits.assumeRun(options);
    return Command.of(program.toString()).run();
  }

  private Command.Result run(List<String> arguments, Path... includes) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(options);
    for (Path include : includes) {
      words.add("-I" + include);
    }
    words.addAll(arguments);
    return Command.of(words.toArray(String[]::new)).run();
  }

  private String language() {
    return cpp ? "c++" : "c";
  }

  @Override
  public String toString() {
    return command + " " + options.get(0) + (options.contains(ThirtyTwoBits.OPTION) ? " -m32" : "");
  }
}
