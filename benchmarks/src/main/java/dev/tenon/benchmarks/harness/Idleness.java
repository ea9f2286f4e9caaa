// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what processes cost that wait in vain. All threads of a contender's first process are
 * counted, for a while in the middle of the wait.
 *
 * @param forks how often the processes are started anew
 * @param rounds waits in every fork
 * @param span how long is counted
 */
public record Idleness(int forks, int rounds, Duration span) {
  /** Before it is counted: whatever spins or adapts first has done so. */
  private static final Duration SETTLING = Duration.ofMillis(300);

  private static final Duration MARGIN = Duration.ofMillis(200);

  /**
   * Cost of one contender, one value a round.
   *
   * @param processor part of a processor that was used, 0 to 1 for each thread
   * @param switches how often threads gave the processor up, a second
   */
  public record Cost(Samples processor, Samples switches) {}

  /**
   * Measures; the first process of each contender waits for as many milliseconds as it is asked for
   * operations, the others do one operation each before that.
   */
  public List<Cost> measure(List<Contender> contenders) throws IOException, InterruptedException {
    List<List<ProcessUse>> uses = new ArrayList<>();
    contenders.forEach(contender -> uses.add(new ArrayList<>()));
    for (int fork = 0; fork < forks; fork++) {
      measureFork(contenders, uses);
    }
    List<Cost> costs = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      String name = contenders.get(i).name();
      costs.add(
          new Cost(
              new Samples(name, uses.get(i).stream().map(this::processor).toList()),
              new Samples(name, uses.get(i).stream().map(this::switches).toList())));
    }
    return costs;
  }

  private double processor(ProcessUse use) {
    return (double) use.nanos() / span.toNanos();
  }

  private double switches(ProcessUse use) {
    return use.switches() / (span.toNanos() / 1e9);
  }

  private void measureFork(List<Contender> contenders, List<List<ProcessUse>> uses)
      throws IOException, InterruptedException {
    List<List<WorkerProcess>> teams = new ArrayList<>();
    try {
      for (Contender contender : contenders) {
        List<WorkerProcess> team = new ArrayList<>();
        teams.add(team);
        for (List<String> command : contender.commands()) {
          WorkerProcess worker = new WorkerProcess(command);
          team.add(worker);
          worker.awaitReady();
        }
        for (WorkerProcess other : team.subList(1, team.size())) {
          other.request(1, 0, false);
          other.answer();
        }
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < teams.size(); i++) {
          int next = (round + i) % teams.size();
          uses.get(next).add(wait(teams.get(next).getFirst()));
        }
      }
    } finally {
      for (List<WorkerProcess> team : teams) {
        for (WorkerProcess worker : team) {
          worker.close();
        }
      }
    }
  }

  private ProcessUse wait(WorkerProcess waiting) throws IOException, InterruptedException {
    waiting.request(SETTLING.plus(span).plus(MARGIN).toMillis(), 0, false);
    Thread.sleep(SETTLING);
    ProcessUse before = ProcessUse.of(waiting.pid());
    Thread.sleep(span);
    ProcessUse use = ProcessUse.of(waiting.pid()).minus(before);
    waiting.answer();
    return use;
  }
}
