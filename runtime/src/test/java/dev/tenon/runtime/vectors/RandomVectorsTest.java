// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random vectors: Java says what it makes of them, C must say the same. The files stay in the
 * folder that a failure names; {@code -Dtenon.vectors.seed} repeats them, {@code
 * -Dtenon.vectors.seconds} is how long they are made.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class RandomVectorsTest {
  private static final long SEED = Long.getLong("tenon.vectors.seed", System.nanoTime());
  private static final long NANOS =
      TimeUnit.SECONDS.toNanos(
          Long.getLong("tenon.vectors.seconds", Boolean.getBoolean("tenon.long") ? 300 : 1));
  private static final int MOST_CASES = 20_000;
  private static final String[] EDGES = {
    "0",
    "1",
    "8",
    "12",
    "63",
    "64",
    "65",
    "128",
    "1024",
    "1152",
    "1216",
    "1280",
    "1288",
    "1792",
    "2816",
    "4096",
    "0x7fffffff",
    "0x80000000",
    "0xffffffff",
    "0x100000000",
    "0x7fffffffffffffff",
    "0x8000000000000000",
    "0xffffffffffffff80",
    "0xffffffffffffffff"
  };

  /** Sections that versions 1, 2 and 3 have. */
  private static final int[] COUNTS = {3, 6, 8};

  /** Of a section's entry in the table. */
  private static final List<String> MEMBERS =
      List.of("kind", "alignment", "size", "offset", "data_offset", "count", "flags");

  @TempDir private Path directory;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  @Test
  void recordsAreTheSameInC() throws IOException, InterruptedException {
    make("records.txt", RecordSteps::new, this::records);
    replay("record_vectors_test", "records");
  }

  @Test
  void broadcastsAreTheSameInC() throws IOException, InterruptedException {
    make("broadcasts.txt", BroadcastSteps::new, steps -> new RandomBroadcasts(random, steps).run());
    replay("broadcast_vectors_test", "broadcasts");
  }

  @Test
  void sectionTablesAreTheSameInC() throws IOException, InterruptedException {
    make("sections.txt", RegionSteps::new, this::sections);
    replay("region_vectors_test", "section_tables");
  }

  private interface Cases {
    void run(Function<String, List<String>> steps);
  }

  /** Runs random cases and writes down what they say. */
  private void make(String file, Function<Path, Vectors.Steps> begin, Cases cases)
      throws IOException {
    List<String> lines = new ArrayList<>();
    long end = System.nanoTime() + NANOS;
    for (int i = 0; i < MOST_CASES && (i == 0 || System.nanoTime() < end); i++) {
      lines.add("case " + i + " of seed " + SEED);
      Path region = directory.resolve("r");
      Files.deleteIfExists(region);
      try (Vectors.Steps steps = begin.apply(region)) {
        cases.run(
            line -> {
              List<String> said = steps.run(Vectors.Step.of(line));
              lines.add(line);
              said.forEach(each -> lines.add("= " + each.replace(steps.region(), "{region}")));
              return said;
            });
      }
    }
    Files.write(directory.resolve(file), lines);
  }

  private void replay(String program, String test) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("tenon.c.build"), "tenon-test", program).toString(), test);
    builder.environment().put("TENON_VECTORS", directory.toString());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("seed %d\n%s", SEED, output).isZero();
    assertThat(output).contains(" cases of ");
  }

  private void records(Function<String, List<String>> steps) {
    boolean wide = random.nextBoolean();
    long capacity = wide ? 1024 : 256;
    long step = wide ? 64 : 8;
    steps.apply("queue " + capacity + " " + step);
    long start = (random.nextInt(4) == 0 ? -2 * capacity : 0) + random.nextInt(32) * step;
    long tail = start;
    steps.apply("producer " + Long.toUnsignedString(start));
    steps.apply("consumer " + Long.toUnsignedString(start));
    boolean claimed = false;
    for (int i = random.nextInt(4, 24); i > 0; i--) {
      switch (random.nextInt(15)) {
        case 0, 1, 2, 3 -> {
          long size = random.nextInt(8) == 0 ? random.nextLong(1L << 32) : random.nextInt(40);
          long rest = capacity - (tail & capacity - 1);
          int id = random.nextInt(6) == 0 ? 0 : random.nextInt(1, 5);
          size = id == 0 && random.nextInt(4) != 0 ? rest - 8 : size;
          steps.apply(
              ("record " + Long.toUnsignedString(tail) + " " + id + " 1 " + size + " " + payload())
                  .strip());
          long stride = (Math.max(8, step) + size + step - 1) & -step;
          tail = id == 0 ? tail + rest : stride < capacity ? tail + stride : tail + step;
          if (random.nextBoolean()) {
            steps.apply("producer " + Long.toUnsignedString(tail));
          }
        }
        case 4 -> {
          long there = tail + random.nextInt(-4, 5) * 4L;
          String who = random.nextBoolean() ? "producer " : "consumer ";
          steps.apply(who + Long.toUnsignedString(there));
        }
        case 5, 6 -> steps.apply("poll " + random.nextInt(5));
        case 7 -> steps.apply("take " + random.nextInt(5) + " 0");
        case 8 ->
            steps.apply("handler " + List.of("poll 1", "take 1 0", "leave").get(random.nextInt(3)));
        case 12 -> steps.apply(List.of("peek", "skip", "statistics").get(random.nextInt(3)));
        case 13 -> {
          String claim = "claim-many 3 1 " + random.nextInt(60) + " " + random.nextInt(1, 5);
          claimed |= steps.apply(claim).get(0).startsWith("claimed");
        }
        case 9 -> {
          String how = random.nextBoolean() ? "claim " : "claim-wait ";
          String time = how.equals("claim ") ? "" : " 0";
          String claim = how + random.nextInt(1, 4) + " 1 " + random.nextInt(121) + time;
          claimed |= steps.apply(claim).get(0).startsWith("claimed");
        }
        default -> {
          steps.apply("positions");
          if (claimed) {
            steps.apply(
                List.of("publish", "cancel", "trim " + random.nextInt(60)).get(random.nextInt(3)));
          }
        }
      }
    }
    steps.apply("poll 100");
    steps.apply("positions");
  }

  private String payload() {
    byte[] bytes = new byte[random.nextInt(12)];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void sections(Function<String, List<String>> steps) {
    int version = random.nextInt(1, 4);
    describe(version, steps);
    steps.apply("create");
    int count = COUNTS[version - 1];
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      String member =
          random.nextInt(8) == 0
              ? List.of("total_size", "contract_version", "section_count").get(random.nextInt(3))
              : random.nextInt(count) + "." + MEMBERS.get(random.nextInt(MEMBERS.size()));
      boolean isSmall = member.endsWith("_count") || member.endsWith("_version");
      String value =
          isSmall && random.nextInt(4) != 0
              ? Integer.toString(random.nextInt(7))
              : EDGES[random.nextInt(EDGES.length)];
      steps.apply("set " + member + " " + value);
    }
    steps.apply("sections");
    version = random.nextInt(1, 4);
    describe(version, steps);
    steps.apply("attach");
    steps.apply("section " + random.nextInt(COUNTS[version - 1]));
  }

  /**
   * Describes the sections that a program of a version knows; the hash is the same, so every layout
   * fits.
   */
  private static void describe(int version, Function<String, List<String>> steps) {
    steps.apply("version " + version);
    steps.apply("struct 64 8 status");
    steps.apply("queue 1024 8 quotes");
    steps.apply("latest " + 40 * version + " position");
    for (int since = 1; version > 1 && since <= version; since++) {
      steps.apply("since " + since + " " + 40 * since);
    }
    if (version >= 2) {
      steps.apply("appended 2");
      steps.apply("struct 32 8 alarms");
      steps.apply("lanes 3 1 256 8 events");
      steps.apply("broadcast 512 news");
    }
    if (version >= 3) {
      steps.apply("appended 3");
      steps.apply("work 5 256 8 jobs");
      steps.apply("struct 16 64 limits");
    }
  }
}
