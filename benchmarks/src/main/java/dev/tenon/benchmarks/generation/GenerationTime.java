// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.generation;

import dev.tenon.benchmarks.harness.MarkdownTable;
import dev.tenon.benchmarks.harness.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Duration of generators as whole processes, from start to exit, into an empty folder, as in a
 * clean build.
 */
public final class GenerationTime {

  private static final int MESSAGES = 1000;
  private static final int FIELDS = 20;

  private GenerationTime() {}

  /** One generator with its output. */
  private record Tool(String name, List<String> command) {}

  /**
   * Measures and tells the result in Markdown.
   *
   * @param rounds how often each generator runs; the first round is not counted
   */
  public static String run(int rounds) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("tenon-generation");
    try {
      Path tenon = EqualSchemas.tenon(folder, MESSAGES, FIELDS);
      Path sbe = EqualSchemas.sbe(folder, MESSAGES, FIELDS);
      Path out = folder.resolve("out");
      List<Tool> tools =
          List.of(
              new Tool(
                  "SBE, Java",
                  java(
                      List.of("-Dsbe.output.dir=" + out, "-Dsbe.target.language=Java"),
                      "uk.co.real_logic.sbe.SbeTool",
                      sbe.toString())),
              new Tool("Tenon, Java", tenon("--java-out", out.toString(), tenon.toString())),
              new Tool(
                  "Tenon, Java and C",
                  tenon(
                      "--java-out",
                      out.toString(),
                      "--c-out",
                      out.resolve("c").toString(),
                      tenon.toString())));
      List<List<Double>> seconds = new ArrayList<>();
      List<Long> lines = new ArrayList<>();
      tools.forEach(tool -> seconds.add(new ArrayList<>()));
      for (int round = 0; round <= rounds; round++) {
        for (int i = 0; i < tools.size(); i++) {
          delete(out);
          Files.createDirectories(out);
          double taken = seconds(tools.get(i));
          if (round == 0) {
            lines.add(lines(out));
          } else {
            seconds.get(i).add(taken);
          }
        }
      }
      return table(tools, seconds, lines);
    } finally {
      delete(folder);
    }
  }

  private static String table(List<Tool> tools, List<List<Double>> seconds, List<Long> lines) {
    MarkdownTable table =
        new MarkdownTable("generator", "seconds", "lines generated", "time / time of SBE");
    Samples peer = new Samples(tools.getFirst().name(), seconds.getFirst());
    for (int i = 0; i < tools.size(); i++) {
      Samples samples = new Samples(tools.get(i).name(), seconds.get(i));
      table.row(
          samples.name(),
          MarkdownTable.spread(samples, 2),
          Long.toString(lines.get(i)),
          MarkdownTable.spread(samples.dividedBy(peer), 2));
    }
    return table.toString();
  }

  private static List<String> tenon(String... arguments) {
    List<String> all = new ArrayList<>(List.of("generate"));
    all.addAll(List.of(arguments));
    return java(List.of(), "dev.tenon.generator.cli.TenonCommand", all.toArray(String[]::new));
  }

  private static List<String> java(List<String> options, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Agrona, which SBE uses, needs it.
    command.add("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
    command.addAll(options);
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(List.of(arguments));
    return command;
  }

  private static double seconds(Tool tool) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(tool.command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(tool.name() + " ended with status " + status + ": " + tool.command());
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static long lines(Path folder) throws IOException {
    long lines = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(java|h|c)")).toList()) {
        try (Stream<String> text = Files.lines(file)) {
          lines += text.count();
        }
      }
    }
    return lines;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
