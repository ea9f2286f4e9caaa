// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.host.HostPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Programs of the tests' child JVMs; they say "ready" when the parent may rely on them. */
final class ChildMains {
  private static final Duration LONG = Duration.ofDays(1);

  private ChildMains() {}

  private static Region attach(String name) {
    return Region.attach(RegionAddress.sharedMemory(name), Samples.feed());
  }

  /**
   * Opens, checks that the name leads to the region it got, closes. Each caller has its word; those
   * with an odd one create nothing.
   */
  static void openAndClose(Path file, int times, int word) {
    RegionAddress address = RegionAddress.file(file);
    for (long i = 1; i <= times; i++) {
      try (Region region = open(address, word % 2 == 0)) {
        if (region == null) {
          continue;
        }
        Words.setLongRelease(region.struct(Samples.STATUS), word * Long.BYTES, i);
        try (Region same = Region.attach(address, Samples.feed())) {
          if (Words.getLongAcquire(same.struct(Samples.STATUS), word * Long.BYTES) != i) {
            throw new AssertionError("joined a region that has lost its name");
          }
        } catch (RegionNotFoundException e) {
          throw new AssertionError("joined a region that has lost its name", e);
        }
      }
    }
  }

  private static Region open(RegionAddress address, boolean create) {
    if (create) {
      return Region.openOrCreate(address, Samples.feed(), RegionOptions.defaults());
    }
    try {
      return Region.attach(address, Samples.feed());
    } catch (RegionNotFoundException e) {
      return null;
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static String hear() throws IOException {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
  }

  /** Sends numbered messages: name, first number, how many, messages in a batch. */
  static final class Send {
    public static void main(String[] arguments) {
      long first = Long.parseLong(arguments[1]);
      long end = first + Long.parseLong(arguments[2]);
      long batch = Long.parseLong(arguments[3]);
      try (Region region = attach(arguments[0]);
          QueueProducer producer = region.queue(Samples.QUOTES).producer()) {
        say("ready");
        for (long number = first; number < end; number++) {
          NumberedMessage.claim(producer, number, LONG);
          if (number % batch == 0) {
            producer.publish();
          }
        }
        producer.publish();
      }
      say("done");
    }
  }

  /** Receives until the producer leaves, telling the last number in the shared struct: name. */
  static final class Receive {
    public static void main(String[] arguments) {
      try (Region region = attach(arguments[0]);
          QueueConsumer consumer = region.queue(Samples.QUOTES).consumer()) {
        NumberedMessage.Checker checker = new NumberedMessage.Checker(Long.parseLong(arguments[1]));
        RecordHandler handler =
            (id, version, data, offset, size) -> {
              checker.onRecord(id, version, data, offset, size);
              Words.setLongRelease(region.struct(Samples.STATUS), 0, checker.next());
            };
        say("ready");
        while (true) {
          consumer.take(handler, 16, LONG);
        }
      } catch (PeerLeftException e) {
        say("left");
      }
    }
  }

  /** Creates a region, says so, and stays: name, whether persistent. */
  static final class Create {
    public static void main(String[] arguments) throws IOException {
      RegionOptions options =
          RegionOptions.defaults().persistent(Boolean.parseBoolean(arguments[1]));
      Region region =
          Region.create(RegionAddress.sharedMemory(arguments[0]), Samples.feed(), options);
      region.struct(Samples.STATUS).set(ValueLayout.JAVA_LONG, 0, 77);
      say("ready");
      hear();
      region.close();
      say("closed");
    }
  }

  /** Creates and closes for ever: path. */
  static final class CreateForEver {
    public static void main(String[] arguments) {
      RegionAddress address = RegionAddress.file(Path.of(arguments[0]));
      say("ready");
      while (true) {
        Region.create(address, Samples.feed()).close();
      }
    }
  }

  /** Opens and closes many times, against others: path, how often, own word. */
  static final class OpenAndClose {
    public static void main(String[] arguments) {
      say("ready");
      openAndClose(
          Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
      say("done");
    }
  }

  /** Holds the registration lock until killed: path. */
  static final class HoldLock {
    public static void main(String[] arguments) throws IOException {
      try (FileChannel channel =
          FileChannel.open(
              Path.of(arguments[0]), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        MemorySegment header =
            channel.map(MapMode.READ_WRITE, 0, RegionHeader.BYTES, Arena.global());
        long own = HostPlatform.current().processIdentity();
        Words.setLongRelease(header, RegionHeader.LOCK_OFFSET, own);
      }
      say("ready");
      hear();
    }
  }

  /** Creates a region in a file, produces, waits for a line, and tells what is left: path. */
  static final class ProduceInFile {
    public static void main(String[] arguments) throws IOException {
      Path file = Path.of(arguments[0]);
      try (Region region = Region.create(RegionAddress.file(file), Samples.feed());
          QueueProducer producer = region.queue(Samples.QUOTES).producer()) {
        say("ready");
        hear();
        NumberedMessage.claim(producer, 1, LONG);
        producer.publish();
        say(Files.exists(file) ? "still there" : "the name is gone");
        hear();
      }
    }
  }

  /** Tries in a region in a file what only its holder's death permits: path. */
  static final class TryAllInFile {
    public static void main(String[] arguments) {
      Path file = Path.of(arguments[0]);
      RegionAddress address = RegionAddress.file(file);
      try {
        Region.create(address, Samples.feed()).close();
        say("created");
      } catch (TenonException e) {
        say(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
      try (Region region = Region.attach(address, Samples.feed())) {
        region.queue(Samples.QUOTES).producer().close();
        say("produced");
      } catch (TenonException e) {
        say(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
      say(Files.exists(file) ? "the name is there" : "the name is gone");
    }
  }

  /** Creates a region in a file and tells the exception: path. */
  static final class CreateOrTell {
    public static void main(String[] arguments) {
      createOrTell(Path.of(arguments[0]), Samples.feed(1 << 20, 8));
    }
  }

  /** The same with more than any memory has. */
  static final class CreateHuge {
    public static void main(String[] arguments) {
      createOrTell(Path.of(arguments[0]), Samples.huge());
    }
  }

  private static void createOrTell(Path file, RegionDescriptor descriptor) {
    try {
      Region.create(RegionAddress.file(file), descriptor).close();
      say("created");
    } catch (TenonException e) {
      say(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  /**
   * Initialises every class of the runtime while no file can be opened, and once more when that is
   * possible again; then opens a region.
   */
  static final class FirstUseWithoutDescriptors {
    public static void main(String[] arguments) throws IOException, URISyntaxException {
      List<String> names = classesOfTheRuntime();
      RegionAddress address = Samples.freshAddress();
      RegionDescriptor descriptor = Samples.feed();
      // Loading needs files where classes lie in a folder; using them must not.
      names.forEach(name -> load(name, false));
      List<FileChannel> files = new ArrayList<>();
      try {
        while (true) {
          files.add(FileChannel.open(Path.of("/dev/null"), StandardOpenOption.READ));
        }
      } catch (IOException e) {
        names.forEach(name -> load(name, true));
      }
      boolean refused = false;
      try {
        Region.create(address, descriptor).close();
      } catch (TenonException e) {
        refused = true;
      }
      for (FileChannel file : files) {
        file.close();
      }
      long lost = names.stream().filter(name -> !load(name, true)).count();
      try (Region region = Region.create(address, descriptor)) {
        region.queue(Samples.QUOTES).producer().close();
      }
      say(lost + " classes are lost, and regions work" + (refused ? "" : " without files"));
    }

    private static List<String> classesOfTheRuntime() throws IOException, URISyntaxException {
      Path root = Path.of(Region.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .map(file -> root.relativize(file).toString())
            .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
            .map(name -> name.replace(".class", "").replace('/', '.'))
            .toList();
      }
    }

    private static boolean load(String name, boolean initialise) {
      try {
        Class.forName(name, initialise, FirstUseWithoutDescriptors.class.getClassLoader());
        return true;
      } catch (ReflectiveOperationException | LinkageError e) {
        return false;
      }
    }
  }
}
