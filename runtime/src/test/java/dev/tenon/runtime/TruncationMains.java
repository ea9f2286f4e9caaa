// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.Operations.Opened;
import dev.tenon.runtime.Operations.Operation;
import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.WaitWords;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.SectionHost;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/** Programs of child JVMs that lose the memory of their regions. */
final class TruncationMains {
  private static final Duration LONG = Duration.ofDays(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  private TruncationMains() {}

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** Each operation, once after its region was cut to nothing, and how it ended. */
  static final class EveryOperation {
    public static void main(String[] arguments) {
      for (Operation operation : Operations.all()) {
        Opened opened = new Opened();
        opened.truncate(0);
        try {
          operation.call().accept(opened);
          say(operation.name() + "\tdone");
        } catch (RegionTruncatedException e) {
          say(operation.name() + "\ttruncated\t" + numbers(e) + "\t" + told(opened, e));
        } catch (Exception | Error e) {
          say(operation.name() + "\t" + e.getClass().getSimpleName() + "\t" + told(opened, e));
        }
        try {
          opened.region.close();
        } catch (RegionTruncatedException e) {
          // As every operation before.
          continue;
        } finally {
          Region.remove(opened.address);
        }
      }
      say("end");
    }

    private static String numbers(RegionTruncatedException e) {
      return e.mappedBytes() + " to " + e.fileBytes();
    }

    private static String told(Opened opened, Throwable e) {
      return String.valueOf(e.getMessage()).replace(opened.address.toString(), "THE REGION");
    }
  }

  /** Accesses of a user's code, in a handler and outside of one, and how they end. */
  static final class Access {
    public static void main(String[] arguments) {
      Opened opened = new Opened();
      RecordHandler cutsAndReads =
          (id, version, data, offset, size) -> {
            opened.truncate(0);
            data.get(ValueLayout.JAVA_LONG, offset);
          };
      tell(() -> opened.consumer.poll(cutsAndReads, 1));
      tell(() -> opened.region.struct(Samples.STATUS).get(ValueLayout.JAVA_LONG, 0));
      tell(() -> opened.region.requireWhole());
      Region.remove(opened.address);
    }

    private static void tell(Runnable access) {
      try {
        access.run();
        say("done");
      } catch (Exception | Error e) {
        say(e.getClass().getSimpleName());
      }
    }
  }

  /** Closes regions that were cut to the sizes, and tells what is left: sizes. */
  static final class Close {
    public static void main(String[] arguments) throws IOException {
      for (String size : arguments) {
        Opened opened = new Opened();
        Path file = Samples.path(opened.address);
        long before = Files.size(file);
        opened.truncate(
            Long.parseLong(size) < 0 ? before + Long.parseLong(size) : Long.parseLong(size));
        String held = held(file);
        String first = close(opened.region);
        String second = close(opened.region);
        say(
            held
                + "; "
                + first
                + ", "
                + second
                + ", "
                + held(file)
                + ", name "
                + Files.exists(file));
        Region.remove(opened.address);
      }
    }

    private static String close(Region region) {
      try {
        region.close();
        return "closed";
      } catch (RegionTruncatedException e) {
        return "truncated";
      }
    }

    /** By the name that the file has, which is part of the one that its creator had. */
    private static String held(Path file) throws IOException {
      String name = file.getFileName().toString();
      long descriptors = 0;
      for (Path link : listed(Path.of("/proc/self/fd"))) {
        try {
          descriptors += Files.readSymbolicLink(link).toString().contains(name) ? 1 : 0;
        } catch (IOException e) {
          // The one by which the folder was read.
          continue;
        }
      }
      try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
        long mappings = lines.filter(line -> line.contains(name)).count();
        return mappings + " mappings, " + descriptors + " descriptors";
      }
    }

    private static List<Path> listed(Path folder) throws IOException {
      try (Stream<Path> links = Files.list(folder)) {
        return links.toList();
      }
    }
  }

  /** A thread that waits on a queue whose region is cut: receiving or sending. */
  static final class Wait {
    public static void main(String[] arguments) throws InterruptedException {
      Opened opened = new Opened();
      boolean receives = arguments[0].equals("receiving");
      Supplier<Object> waiting =
          receives
              ? () -> opened.consumer.take((id, version, data, offset, size) -> {}, 1, LONG)
              : () -> opened.producer.claim(1, 1, 8, LONG);
      opened.producer.cancel();
      if (receives) {
        opened.consumer.poll((id, version, data, offset, size) -> {}, 1);
      } else {
        while (opened.producer.tryClaim(1, 1, 8) >= 0) {
          opened.producer.publish();
        }
      }
      long announced =
          queueOffset(opened.region)
              + (receives ? QueueHeader.DATA_OFFSET : QueueHeader.SPACE_OFFSET)
              + WaitWords.WAITING_OFFSET;
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread thread = Thread.ofPlatform().start(() -> tell(waiting, thrown));
      while (getInt(opened.region, announced) == 0) {
        Thread.onSpinWait();
      }
      opened.truncate(0);
      thread.join();
      say(thrown.get().getClass().getSimpleName());
      Region.remove(opened.address);
    }

    private static long queueOffset(Region region) {
      return ((SectionHost) region)
          .withContent(
              content ->
                  content.get(
                      ValueLayout.JAVA_LONG,
                      RegionHeader.BYTES
                          + Samples.QUOTES * SectionEntry.BYTES
                          + SectionEntry.OFFSET_OFFSET));
    }

    private static int getInt(Region region, long offset) {
      return ((SectionHost) region).withContent(content -> Words.getIntAcquire(content, offset));
    }

    private static void tell(Supplier<Object> waiting, AtomicReference<Throwable> thrown) {
      try {
        waiting.get();
      } catch (Exception | Error e) {
        thrown.set(e);
      }
    }
  }

  /**
   * Cuts regions at random moments while threads use them: seed, how many. No thread takes roles or
   * joins meanwhile: a cut within the microseconds in which an interpreter swaps a word is the one
   * that a JVM does not survive.
   */
  static final class Campaign {
    private final RandomGenerator random;
    private int foreign;

    private Campaign(long seed) {
      random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    public static void main(String[] arguments) throws InterruptedException {
      Campaign campaign = new Campaign(Long.parseLong(arguments[0]));
      int rounds = Integer.parseInt(arguments[1]);
      for (int i = 0; i < rounds; i++) {
        campaign.round();
      }
      say(campaign.foreign + " others");
    }

    private void round() throws InterruptedException {
      Opened opened = new Opened();
      opened.producer.cancel();
      List<Thread> threads = new ArrayList<>();
      threads.add(start(true, () -> send(opened)));
      threads.add(start(false, () -> receive(opened)));
      threads.add(start(true, () -> readStruct(opened)));
      threads.add(start(false, () -> lookAtPeers(opened)));
      long until = System.nanoTime() + random.nextLong(2_000_000);
      while (System.nanoTime() - until < 0) {
        Thread.onSpinWait();
      }
      opened.truncate(random.nextInt(3) == 0 ? random.nextLong(4096) : 0);
      for (Thread thread : threads) {
        thread.join();
      }
      try {
        opened.region.close();
        unexpected("close", null);
      } catch (RegionTruncatedException e) {
        Region.remove(opened.address);
      }
    }

    /** Starts a thread that goes on until it is told of the truncation. */
    private Thread start(boolean hasAccessors, Runnable use) {
      return Thread.ofPlatform()
          .start(
              () -> {
                try {
                  while (true) {
                    use.run();
                  }
                } catch (RegionTruncatedException e) {
                  // As promised.
                  return;
                } catch (InternalError e) {
                  if (!hasAccessors) {
                    unexpected("operation", e);
                  }
                } catch (Exception | Error e) {
                  unexpected("thread", e);
                }
              });
    }

    private synchronized void unexpected(String where, Throwable e) {
      foreign++;
      if (foreign < 10 && e != null) {
        System.err.println(where);
        e.printStackTrace();
      }
    }

    private static void send(Opened opened) {
      long offset = opened.producer.claim(1, 1, 8, SHORT);
      if (offset >= 0) {
        opened.producer.data().set(ValueLayout.JAVA_LONG, offset, 7);
        opened.producer.publish();
      }
    }

    private static void receive(Opened opened) {
      opened.typedConsumer.take(3, SHORT);
    }

    private static void readStruct(Opened opened) {
      MemorySegment status = opened.region.struct(Samples.STATUS);
      for (long offset = 0; offset < status.byteSize(); offset += Long.BYTES) {
        status.get(ValueLayout.JAVA_LONG, offset);
      }
      opened.region.requireWhole();
    }

    private static void lookAtPeers(Opened opened) {
      opened.orders.producerState();
      opened.region.queue(Samples.QUOTES).consumerState();
    }
  }
}
