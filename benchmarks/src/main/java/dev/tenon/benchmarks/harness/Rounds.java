// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.harness;

import java.io.IOException;
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
 * @param count operations in a slice
 */
public record Rounds(int forks, int warmups, int rounds, long count) {

  /** Measures; the samples of all contenders have the same length, one value a round. */
  public List<Samples> measure(List<Contender> contenders)
      throws IOException, InterruptedException {
    List<List<Double>> values = new ArrayList<>();
    contenders.forEach(contender -> values.add(new ArrayList<>()));
    for (int fork = 0; fork < forks; fork++) {
      measureFork(contenders, values);
    }
    List<Samples> samples = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      samples.add(new Samples(contenders.get(i).name(), values.get(i)));
    }
    return samples;
  }

  private void measureFork(List<Contender> contenders, List<List<Double>> values)
      throws IOException, InterruptedException {
    List<Team> teams = new ArrayList<>();
    try {
      for (Contender contender : contenders) {
        Team team = new Team();
        teams.add(team);
        team.start(contender);
        for (int i = 0; i < warmups; i++) {
          team.run(count);
        }
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < teams.size(); i++) {
          // Another one begins each round, so that no contender always follows the same one.
          int next = (round + i) % teams.size();
          values.get(next).add((double) teams.get(next).run(count) / count);
        }
      }
    } finally {
      for (Team team : teams) {
        team.close();
      }
    }
  }

  /** The processes of one contender. */
  private static final class Team {
    private final List<WorkerProcess> workers = new ArrayList<>();

    void start(Contender contender) throws IOException, InterruptedException {
      for (List<String> command : contender.commands()) {
        WorkerProcess worker = new WorkerProcess(command);
        workers.add(worker);
        worker.awaitReady();
      }
    }

    /** Nanoseconds, as told by the one that measures. */
    long run(long count) throws IOException, InterruptedException {
      for (WorkerProcess worker : workers) {
        worker.request(count);
      }
      long nanos = 0;
      for (WorkerProcess worker : workers) {
        long answer = worker.answer();
        if (answer != 0 && nanos != 0) {
          throw new IllegalStateException("two processes of one contender measure");
        }
        nanos += answer;
      }
      if (nanos == 0) {
        throw new IllegalStateException("no process of the contender measures");
      }
      return nanos;
    }

    void close() throws IOException {
      for (WorkerProcess worker : workers) {
        worker.close();
      }
    }
  }
}
