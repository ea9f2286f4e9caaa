// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A region type that grew from version to version, as generated code would describe it. Version 2
 * appends to both structs, and a struct and a queue to the region; version 3 once more to the
 * structs, aligns the status to 64 bytes, and appends a struct to the region; version 4 changes
 * nothing in it.
 */
public final class Versions {
  public static final int STATUS = 0;
  public static final int QUOTES = 1;
  public static final int ALARMS = 2;
  public static final int ORDERS = 3;
  public static final int LIMITS = 4;
  public static final int LAST = 4;

  private static final int LAST_CHANGE = 3;

  private Versions() {}

  /** Descriptor of a program that was generated from the schema at a version. */
  public static RegionDescriptor descriptor(int version) {
    return descriptor(version, UnaryOperator.identity());
  }

  /** The same from another schema, whose layout texts are changed ones. */
  public static RegionDescriptor descriptor(int version, UnaryOperator<String> change) {
    String text = text(version, change);
    return described(version, text).layoutHash(sha256(text)).build();
  }

  /** Without the hash; the text may be another. */
  static RegionDescriptor.Builder described(int version, String text) {
    RegionDescriptor.Builder builder = RegionDescriptor.builder("market", version, "MarketFeed");
    builder
        .tool("tenon 0.1.0")
        .layoutText(text)
        .struct(
            "status",
            statusSize(version),
            statusAlignment(version),
            (segment, offset) -> {},
            statusSizes(version).toArray(SectionSize[]::new))
        .queue("quotes", 4096, 8);
    if (version >= 2) {
      builder.since(2).struct("alarms", 4, 4).queue("orders", 1024, 8);
    }
    if (version >= 3) {
      builder.since(3).struct("limits", 8, 8);
    }
    return builder;
  }

  /** How many sections the region has at a version. */
  public static int sectionCount(int version) {
    return new int[] {2, 4, 5}[Math.min(version, LAST_CHANGE) - 1];
  }

  /** How the struct section grew until a version. */
  public static List<SectionSize> statusSizes(int version) {
    List<SectionSize> sizes = new ArrayList<>();
    for (int since = 1; version > 1 && since <= Math.min(version, LAST_CHANGE); since++) {
      sizes.add(new SectionSize(since, statusSize(since)));
    }
    return sizes;
  }

  public static long statusSize(int version) {
    return new long[] {8, 16, 128}[Math.min(version, LAST_CHANGE) - 1];
  }

  public static long statusAlignment(int version) {
    return version < 3 ? 8 : 64;
  }

  public static long quoteSize(int version) {
    return version < 3 ? 16 : 24;
  }

  public static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  static String text(int version, UnaryOperator<String> change) {
    int current = Math.min(version, LAST_CHANGE);
    StringBuilder text = new StringBuilder("tenon-layout 1\nschema market\n");
    if (current > 1) {
      text.append("current ").append(current).append('\n');
    }
    for (int earlier = 1; earlier < current; earlier++) {
      text.append("compatible %d %s\n".formatted(earlier, sha256(text(earlier, change))));
    }
    return change.apply(text + facts(current));
  }

  private static String facts(int version) {
    StringBuilder text = new StringBuilder("region MarketFeed\n");
    long size = statusSize(version);
    long alignment = statusAlignment(version);
    text.append(
        "MarketFeed.status struct FeedStatus size %d align %d\n".formatted(size, alignment));
    text.append("MarketFeed.quotes queue capacity 4096 align 8 of Quote");
    text.append(version < 3 ? "\n" : " Trade\n");
    text.append(version < 2 ? "" : "MarketFeed.alarms struct Alarms size 4 align 4\n");
    text.append(version < 2 ? "" : "MarketFeed.orders queue capacity 1024 align 8 of Quote\n");
    text.append(version < 3 ? "" : "MarketFeed.limits struct Limits size 8 align 8\n");
    text.append("FeedStatus struct size %d align %d\n".formatted(size, alignment));
    text.append("FeedStatus.sequence u64 atomic offset 0 size 8\n");
    text.append(version < 2 ? "" : "FeedStatus.heartbeat i64 atomic offset 8 size 8\n");
    text.append(version < 3 ? "" : "FeedStatus.total u64 offset 64 size 8\n");
    text.append("Quote struct size %d align 8 id 1\n".formatted(quoteSize(version)));
    text.append("Quote.price f64 offset 0 size 8\n");
    text.append("Quote.side Side offset 8 size 1\n");
    // In what was padding at the end.
    text.append(version < 2 ? "" : "Quote.venue u16 offset 10 size 2\n");
    text.append(version < 3 ? "" : "Quote.depth u64 offset 16 size 8\n");
    text.append("Side enum u8\nSide.BUY = 1\n");
    text.append(version < 2 ? "" : "Side.SELL = 2\n");
    text.append(version < 3 ? "" : "Trade struct size 8 align 8 id 2\n");
    text.append(version < 3 ? "" : "Trade.price f64 offset 0 size 8\n");
    text.append(version < 2 ? "" : "Alarms struct size 4 align 4\n");
    text.append(version < 2 ? "" : "Alarms.raised u32 offset 0 size 4\n");
    text.append(version < 3 ? "" : "Limits struct size 8 align 8\n");
    text.append(version < 3 ? "" : "Limits.most u64 offset 0 size 8\n");
    return text.toString();
  }
}
