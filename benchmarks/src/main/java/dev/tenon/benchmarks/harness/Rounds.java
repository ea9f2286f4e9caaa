// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures contenders against each other on a machine that is never quite quiet: all of them in
 * every round, a short slice each, so that what disturbs one slice disturbs its neighbours in the
 * same round, too. Every contender has its own processes, which live for all rounds of a fork and
 * sleep while others are measured; the next fork starts new ones, because compilers decide
 * differently each time.
 *
 * @param forks how often the processes are started anew
 * @param warmups slices of each contender that are thrown away in every fork
 * @param rounds measured rounds in every fork
 * @param slice about how long a slice takes; how many operations that are is found in the warm-up
 */
public record Rounds(int forks, int warmups, int rounds, Duration slice) {

  /** Measures; the samples of all contenders have the same length, one value a round. */
  public List<Samples> measure(List<Contender> contenders)
      throws IOException, InterruptedException {
    List<List<Team.Slice>> slices = run(contenders, Duration.ZERO, false);
    List<Samples> samples = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      samples.add(samples(contenders.get(i).name(), slices.get(i)));
    }
    return samples;
  }

  private static Samples samples(String name, List<Team.Slice> slices) {
    return new Samples(
        name,
        slices.stream().map(Team.Slice::nanos).toList(),
        slices.stream().map(Team.Slice::missed).toList(),
        slices.stream().mapToDouble(Team.Slice::bytes).max().orElse(Double.NaN));
  }

  /**
   * Measures each operation by itself.
   *
   * @param silence how long the measuring process is idle before each operation, which does not
   *     count
   */
  public List<Delays> measureEach(List<Contender> contenders, Duration silence)
      throws IOException, InterruptedException {
    List<List<Team.Slice>> slices = run(contenders, silence, true);
    List<Delays> delays = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      delays.add(
          new Delays(
              contenders.get(i).name(),
              slices.get(i).stream().map(slice -> Delays.histogram(slice.times())).toList()));
    }
    return delays;
  }

  private List<List<Team.Slice>> run(List<Contender> contenders, Duration silence, boolean each)
      throws IOException, InterruptedException {
    List<List<Team.Slice>> slices = new ArrayList<>();
    contenders.forEach(contender -> slices.add(new ArrayList<>()));
    for (int fork = 0; fork < forks; fork++) {
      runFork(contenders, slices, silence, each);
    }
    return slices;
  }

  private void runFork(
      List<Contender> contenders, List<List<Team.Slice>> slices, Duration silence, boolean each)
      throws IOException, InterruptedException {
    List<Team> teams = new ArrayList<>();
    try {
      for (Contender contender : contenders) {
        Team team = new Team(contender, slice);
        teams.add(team);
        team.start();
        for (int i = 0; i < warmups; i++) {
          team.warmUp(silence);
        }
        team.settle(silence);
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < teams.size(); i++) {
          // Another one begins each round, so that no contender always follows the same one.
          int next = (round + i) % teams.size();
          slices.get(next).add(teams.get(next).measure(silence, each));
        }
      }
    } finally {
      for (Team team : teams) {
        team.close();
      }
    }
  }
}
