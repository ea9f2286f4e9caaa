// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.vectors;

import dev.tenon.runtime.TypedWorker;
import dev.tenon.runtime.Work;
import dev.tenon.runtime.WorkProducer;
import dev.tenon.runtime.WorkStatistics;
import dev.tenon.runtime.Worker;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.Role;
import dev.tenon.runtime.format.TaskSlot;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.format.WorkHeader;
import dev.tenon.runtime.format.WorkerSlot;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The steps of {@code tasks.txt}: work, its words and the states of its tasks. */
final class TaskSteps extends SectionSteps<WorkProducer> {
  private static final List<String> PHASES = List.of("none", "ready", "taken", "done", "set-aside");
  private static final int TRIES_SHIFT = (int) TenonFormatConstants.TASK_PHASE_BITS;
  private static final int WORKER_SHIFT = TRIES_SHIFT + (int) TenonFormatConstants.TASK_TRIES_BITS;
  private static final int NUMBER_SHIFT =
      WORKER_SHIFT + (int) TenonFormatConstants.TASK_WORKER_BITS;

  private Work work;
  private final List<Tasks> joined = new ArrayList<>();

  /** One of these. */
  private Tasks worker;

  TaskSteps(Path file) {
    super(file);
  }

  /** Thrown by a handler that gives its task back. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final class Tasks extends TypedWorker {
    /** Tasks that were handed over. */
    private int events;

    Tasks(Worker worker) {
      super(worker, "Feed.jobs");
    }

    @Override
    protected void dispatch(
        int messageId, int contractVersion, MemorySegment data, long offset, long size) {
      events++;
      MemorySegment message = data.asSlice(offset, size);
      receive(this::requireSize, this::requireElements, messageId, contractVersion, message);
    }
  }

  @Override
  Map<String, Long> words() {
    return Map.of(
        "position",
        WorkHeader.PRODUCER_OFFSET + QueueEnd.POSITION_OFFSET,
        "messages",
        WorkHeader.PRODUCER_OFFSET + QueueEnd.MESSAGES_OFFSET,
        "released",
        WorkHeader.RELEASED_OFFSET,
        "awaited",
        WorkHeader.AWAITED_OFFSET,
        "returned",
        WorkHeader.RETURNED_OFFSET,
        "set-aside",
        WorkHeader.SET_ASIDE_OFFSET);
  }

  @Override
  WorkProducer openProducer() {
    return work.producer();
  }

  @Override
  void runOwn(Vectors.Step step) {
    switch (step.name()) {
      case "work" -> makeWork(step);
      case "task" -> setTask(step);
      case "message" -> setMessage(step);
      case "read" -> sayTask(taskAt(step.number(0)));
      case "owner" -> setOwner(step);
      case "join" -> verdict(this::join);
      case "worker" -> worker = joined.get((int) step.number(0));
      case "leave" -> verdict(worker::close);
      case "poll" -> handle(() -> worker.poll((int) step.number(0)));
      case "take" ->
          handle(() -> worker.take((int) step.number(0), Duration.ofMillis(step.number(1))));
      case "refuse" -> throw new Refusal();
      case "statistics" -> sayStatistics();
      case "claim" -> claimAndFill(step);
      case "claim-wait" ->
          claimWait(step, (id, version, size, time) -> producer().claim(id, version, size, time));
      default -> throw new IllegalArgumentException("this test knows no step " + step.name());
    }
  }

  /** work CAPACITY ALIGNMENT WORKERS. */
  private void makeWork(Vectors.Step step) {
    int workers = (int) step.number(2);
    work = make(builder -> builder.work("jobs", step.number(0), step.number(1), workers)).work(1);
  }

  private void join() {
    Tasks other = new Tasks(work.worker());
    joined.add(other);
    worker = other;
  }

  /** Hands tasks over; one that is given back ends a poll as another limit does. */
  private void handle(Supplier<Integer> call) {
    Tasks polled = worker;
    int before = polled.events;
    count(
        () -> {
          try {
            return call.get();
          } catch (Refusal e) {
            if (e.getSuppressed().length != 0) {
              throw (RuntimeException) e.getSuppressed()[0];
            }
            return polled.events - before;
          }
        });
  }

  private long workerSlot(long index) {
    return header() + WorkHeader.BYTES + index * WorkerSlot.BYTES;
  }

  private long taskAt(long number) {
    return workerSlot(work.workers()) + (number & work.tasks() - 1) * TaskSlot.BYTES;
  }

  /** task NUMBER PHASE TRIES WORKER: a state; a phase that has no name is a number. */
  private void setTask(Vectors.Step step) {
    long number = step.number(0);
    int named = PHASES.indexOf(step.word(1));
    long phase = named >= 0 ? named : step.number(1);
    long state =
        number << NUMBER_SHIFT
            | step.number(3) << WORKER_SHIFT
            | step.number(2) << TRIES_SHIFT
            | phase;
    bytes().set(ValueLayout.JAVA_LONG, taskAt(number) + TaskSlot.STATE_OFFSET, state);
  }

  /** message NUMBER POSITION ID VERSION SIZE [HEX]. */
  private void setMessage(Vectors.Step step) {
    long task = taskAt(step.number(0));
    long position = step.number(1);
    bytes().set(ValueLayout.JAVA_LONG, task + TaskSlot.POSITION_OFFSET, position);
    writeHeader(task + TaskSlot.HEADER_OFFSET, step, 2);
    writeHex(step.word(5), bytes(), data() + (position & work.capacity() - 1));
  }

  /** read NUMBER: says the slot of the task. */
  private void sayTask(long task) {
    long state = bytes().get(ValueLayout.JAVA_LONG, task + TaskSlot.STATE_OFFSET);
    if (state == 0) {
      say("no task");
      return;
    }
    int phase = (int) low(state, TRIES_SHIFT);
    long position = bytes().get(ValueLayout.JAVA_LONG, task + TaskSlot.POSITION_OFFSET);
    say(
        "task %d %s tries %d worker %d at %s record %s"
            .formatted(
                state >>> NUMBER_SHIFT,
                phase < PHASES.size() ? PHASES.get(phase) : "impossible",
                low(state >>> TRIES_SHIFT, WORKER_SHIFT - TRIES_SHIFT),
                low(state >>> WORKER_SHIFT, NUMBER_SHIFT - WORKER_SHIFT),
                Long.toUnsignedString(position),
                headerAt(task + TaskSlot.HEADER_OFFSET)));
  }

  private static long low(long word, int bits) {
    return word & (1L << bits) - 1;
  }

  /**
   * owner WORKER NUMBER, or that of the worker of this process that has slot 0: own; also behind
   * the last slot.
   */
  private void setOwner(Vectors.Step step) {
    long first = workerSlot(0) + WorkerSlot.ROLE_OFFSET + Role.OWNER_OFFSET;
    long own = bytes().get(ValueLayout.JAVA_LONG, first);
    long owner = step.word(1).equals("own") ? own : step.number(1);
    bytes().set(ValueLayout.JAVA_LONG, first + step.number(0) * WorkerSlot.BYTES, owner);
  }

  private void sayStatistics() {
    WorkStatistics read = work.statistics();
    say(
        "published %s finished %s set aside %s returned %s pending %d used %d"
                .formatted(
                    Long.toUnsignedString(read.published()),
                    Long.toUnsignedString(read.finished()),
                    Long.toUnsignedString(read.setAside()),
                    Long.toUnsignedString(read.returned()),
                    read.pending(),
                    read.usedBytes())
            + " refused %d waits %d workers %d"
                .formatted(read.refusedClaims(), read.workerWaits(), read.workers()));
  }
}
