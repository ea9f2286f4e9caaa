// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.TenonFormatConstants;
import java.nio.file.Path;
import java.util.UUID;

/** Descriptors and addresses that the tests share. */
public final class Samples {
  static final String LAYOUT =
      """
      tenon-layout 1
      schema market
      region Feed
      Feed.status struct Status size 64 align 8
      Feed.quotes queue capacity 65536 align 8 of Quote
      Quote struct size 64 align 8 id 1
      Quote.flags QuoteFlags offset 17 size 2
      """;
  public static final int STATUS = 0;
  public static final int QUOTES = 1;
  static final int ORDERS = 2;
  public static final int POSITION = 3;
  public static final long POSITION_BYTES = 40;
  public static final int NEWS = 4;
  public static final int JOBS = 5;
  static final int ALARMS = 6;
  static final int BELL = 7;
  static final int SETUP = 8;
  static final int DOOR = 9;
  static final int SLOTS = 10;
  static final int WORKERS = 4;
  static final long CAPACITY = 1 << 16;
  static final long NEWS_CAPACITY = 1 << 12;

  private Samples() {}

  /**
   * A struct, two queues of 64 KiB, a latest value, a broadcast of 4 KiB, work, two events, two
   * mutexes and a semaphore.
   */
  public static RegionDescriptor feed() {
    return feed(1, LAYOUT, CAPACITY, 8);
  }

  static RegionDescriptor feed(int version, String layoutText) {
    return feed(version, layoutText, CAPACITY, 8);
  }

  /** Both queues with that capacity and alignment. */
  static RegionDescriptor feed(long capacity, long alignment) {
    return feed(1, LAYOUT, capacity, alignment);
  }

  /** Queues of more bytes than any file system or memory has. */
  static RegionDescriptor huge() {
    RegionDescriptor.Builder huge =
        RegionDescriptor.builder("market", 1, "Feed")
            .tool("tenon 0.1.0")
            .layoutHash("00".repeat(32))
            .layoutText(LAYOUT);
    for (int i = 0; i < TenonFormatConstants.MAX_SECTIONS; i++) {
      huge.queue("q" + i, 1L << 32, 8);
    }
    return huge.build();
  }

  private static RegionDescriptor feed(
      int version, String layoutText, long capacity, long alignment) {
    return RegionDescriptor.builder("market", version, "Feed")
        .tool("tenon 0.1.0")
        .layoutHash(Versions.sha256(layoutText + capacity + alignment))
        .layoutText(layoutText)
        .struct("status", 64, 8)
        .queue("quotes", capacity, alignment)
        .queue("orders", capacity, alignment)
        .latest("position", POSITION_BYTES)
        .broadcast("news", NEWS_CAPACITY)
        .work("jobs", 1 << 12, 8, WORKERS)
        .event("alarms", false, true)
        .event("bell", true, false)
        .mutex("setup", false, false)
        .mutex("door", false, true)
        .semaphore("slots", 2)
        .build();
  }

  /** The file of a region. */
  static Path path(RegionAddress address) {
    return address.match(name -> Path.of("/dev/shm", "tenon." + name), file -> file);
  }

  /** A name that no other test, and no other run, uses. */
  static RegionAddress freshAddress() {
    return RegionAddress.sharedMemory("test." + UUID.randomUUID());
  }
}
