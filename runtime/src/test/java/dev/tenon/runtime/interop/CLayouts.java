// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import dev.tenon.runtime.RegionDescriptor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Regions that tests in C describe, too. */
public final class CLayouts {
  private static final long FNV_BASIS = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 1099511628211L;

  private CLayouts() {}

  /**
   * As {@code latest_regions.c} has it.
   *
   * @param position bytes of a position
   * @param frame bytes of a frame
   */
  static RegionDescriptor vehicle(long position, long frame) {
    String layout =
        """
        tenon-layout 1
        schema vehicle
        region Vehicle
        Vehicle.status struct Status size 24 align 8
        Vehicle.position latest of Position
        Vehicle.answer latest of Position
        Vehicle.frame latest of Frame
        Position struct size %d align 8
        Frame struct size %d align 1
        """
            .formatted(position, frame);
    return described("vehicle", "Vehicle", layout)
        .struct("status", 24, 8)
        .latest("position", position)
        .latest("answer", position)
        .latest("frame", frame)
        .build();
  }

  /**
   * As {@code regions.c} has it, but for several lanes.
   *
   * @param capacity bytes of the ring of a lane
   * @param lanes of the quotes
   */
  static RegionDescriptor market(int capacity, int lanes) {
    int alignment = Long.BYTES;
    int status = 48;
    String layout =
        """
        tenon-layout 1
        schema market
        region MarketFeed
        MarketFeed.status struct FeedStatus size %d align 8
        MarketFeed.quotes queue capacity %d align %d of Quote
        MarketFeed.orders queue capacity %d align %d of Quote
        Quote struct size 64 align 8 id 1
        Quote.symbol char[16] offset 0 size 16
        Quote.side u8 offset 16 size 1
        Quote.flags QuoteFlags offset 18 size 2
        """
            .formatted(status, capacity, alignment, capacity, alignment);
    return described("market", "MarketFeed", layout)
        .struct("status", status, alignment)
        .queue("quotes", capacity, alignment, lanes, false)
        .queue("orders", capacity, alignment)
        .build();
  }

  /** As {@code broadcasts.c} has it. */
  static RegionDescriptor news(int capacity) {
    String layout =
        """
        tenon-layout 1
        schema market
        region News
        News.news broadcast capacity %d
        """
            .formatted(capacity);
    return described("market", "News", layout)
        .struct("status", 48, 8)
        .broadcast("news", capacity)
        .build();
  }

  /** As {@code tasks.c} has it. */
  static RegionDescriptor shop(int words, int capacity, int alignment, int workers) {
    String layout =
        """
        tenon-layout 1
        schema shop
        region Shop
        """;
    return described("shop", "Shop", layout)
        .struct("words", words * (long) Long.BYTES, Long.BYTES)
        .work("jobs", capacity, alignment, workers)
        .build();
  }

  /** As {@code lock_regions.c} has it; three permits. */
  public static RegionDescriptor plant() {
    String layout =
        """
        tenon-layout 1
        schema plant
        region Plant
        Plant.bell event auto
        Plant.gate event manual
        Plant.alarms event auto bits Alarm
        Plant.states event manual bits Alarm
        Plant.plain mutex plain
        Plant.again mutex recursive
        Plant.fair mutex plain fair true
        Plant.slots semaphore 3
        Plant.status struct Status size 128 align 8
        """;
    return described("plant", "Plant", layout)
        .struct("status", 128, 8)
        .event("bell", false, false)
        .event("gate", true, false)
        .event("alarms", false, true)
        .event("states", true, true)
        .mutex("plain", false, false)
        .mutex("again", true, false)
        .mutex("fair", false, true)
        .semaphore("slots", 3)
        .build();
  }

  private static RegionDescriptor.Builder described(String schema, String region, String layout) {
    return RegionDescriptor.builder(schema, 1, region)
        .tool("test")
        .layoutHash(hash(layout))
        .layoutText(layout);
  }

  /** The hash that {@code regions.c} gives a text: it need only differ when the text does. */
  private static String hash(String text) {
    long word = FNV_BASIS;
    for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
      word = (word ^ letter) * FNV_PRIME;
    }
    byte[] hash = new byte[32];
    Arrays.fill(hash, (byte) 0x5A);
    ByteBuffer.wrap(hash).order(ByteOrder.nativeOrder()).putLong(word);
    return HexFormat.of().formatHex(hash);
  }
}
