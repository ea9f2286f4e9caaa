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
    List<List<Slice>> slices = new ArrayList<>();
    contenders.forEach(contender -> slices.add(new ArrayList<>()));
    for (int fork = 0; fork < forks; fork++) {
      measureFork(contenders, slices);
    }
    List<Samples> samples = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      samples.add(samples(contenders.get(i).name(), slices.get(i)));
    }
    return samples;
  }

  private static Samples samples(String name, List<Slice> slices) {
    return new Samples(
        name,
        slices.stream().map(Slice::nanos).toList(),
        slices.stream().mapToDouble(Slice::bytes).max().orElse(Double.NaN));
  }

  private void measureFork(List<Contender> contenders, List<List<Slice>> slices)
      throws IOException, InterruptedException {
    List<Team> teams = new ArrayList<>();
    try {
      for (Contender contender : contenders) {
        Team team = new Team();
        teams.add(team);
        team.start(contender);
        for (int i = 0; i < warmups; i++) {
          team.warmUp(slice);
        }
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < teams.size(); i++) {
          // Another one begins each round, so that no contender always follows the same one.
          int next = (round + i) % teams.size();
          slices.get(next).add(teams.get(next).measure());
        }
      }
    } finally {
      for (Team team : teams) {
        team.close();
      }
    }
  }

  /** Nanoseconds and bytes an operation. */
  private record Slice(double nanos, double bytes) {}

  /** The processes of one contender. */
  private static final class Team {
    private static final long FEWEST = 16;
    private static final double FASTEST_GROWTH = 8;

    private final List<WorkerProcess> workers = new ArrayList<>();
    private long count = FEWEST;

    void start(Contender contender) throws IOException, InterruptedException {
      for (List<String> command : contender.commands()) {
        WorkerProcess worker = new WorkerProcess(command);
        workers.add(worker);
        worker.awaitReady();
      }
    }

    /** Runs a slice and makes the next one as long as wished, growing in steps. */
    void warmUp(Duration slice) throws IOException, InterruptedException {
      long start = System.nanoTime();
      run();
      // Not what the worker tells: that leaves out the time in which it is idle on purpose.
      double factor = (double) slice.toNanos() / (System.nanoTime() - start);
      count = Math.max(FEWEST, (long) (count * Math.min(factor, FASTEST_GROWTH)));
    }

    /** Runs a slice. */
    Slice measure() throws IOException, InterruptedException {
      WorkerProcess.Answer answer = run();
      return new Slice((double) answer.nanos() / count, (double) answer.bytes() / count);
    }

    private WorkerProcess.Answer run() throws IOException, InterruptedException {
      for (WorkerProcess worker : workers) {
        worker.request(count);
      }
      long nanos = 0;
      long bytes = 0;
      for (WorkerProcess worker : workers) {
        WorkerProcess.Answer answer = worker.answer();
        if (answer.nanos() != 0 && nanos != 0) {
          throw new IllegalStateException("two processes of one contender measure");
        }
        nanos += answer.nanos();
        bytes += answer.bytes();
      }
      if (nanos == 0) {
        throw new IllegalStateException("no process of the contender measures");
      }
      return new WorkerProcess.Answer(nanos, bytes);
    }

    void close() throws IOException {
      for (WorkerProcess worker : workers) {
        worker.close();
      }
    }
  }
}
