// SPDX-License-Identifier: Apache-2.0
package com.example.language;

import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Bytes allocated by 10,000 rounds, after enough rounds for the compilers. */
public final class LanguageAllocationScenario {

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  static long sink;

  private LanguageAllocationScenario() {}

  public static long lists() {
    Lists lists = Lists.allocate(Arena.ofAuto());
    return measure(
        () -> {
          lists.clearNumbers().clearReals().clearLevels().clearMasks().clearNames();
          lists.addNumbers(5).addNumbers(6).addReals(1.5).addLevels(Level.MIDDLE).addMasks(3L);
          lists.addNames("name").numbers(1, lists.numbers(0) + 1).masks(0, Access.OWNER);
          for (int i = 0; i < lists.numbersCount(); i++) {
            sink += lists.numbers(i);
          }
          sink += lists.levels(0).ordinal() + lists.levelsRaw(0) + lists.masks(0);
        });
  }

  public static long structLists() {
    Lists lists = Lists.allocate(Arena.ofAuto());
    Order order = new Order();
    return measure(
        () -> {
          lists.clearOrders();
          for (int i = 0; i < 8; i++) {
            lists.addOrders(order).quantity(1 + i);
          }
          for (int i = 0; i < lists.ordersCount(); i++) {
            sink += lists.orders(i, order).quantity();
          }
        });
  }

  public static long unions() {
    Message message = Message.allocate(Arena.ofAuto());
    Body body = new Body();
    Order order = new Order();
    return measure(
        () -> {
          message.body(body).cancel(7);
          sink += body.cancel() + body.tag().ordinal() + body.tagRaw();
          body.selectOrder(order).quantity(9);
          sink += body.order(order).quantity();
          body.text("text").numberRaw(5);
          sink += body.numberRaw();
        });
  }

  public static long bits() {
    Bits bits = Bits.allocate(Arena.ofAuto());
    return measure(
        () -> {
          bits.controlMode(3).controlReady(true).controlLevel(Level.MIDDLE).wideHigh(5).wideSign(true);
          sink += bits.controlMode() + bits.wideHigh() + bits.controlLevel().ordinal();
          sink += bits.controlReady() ? 1 : 0;
        });
  }

  public static long bigEndian() {
    Big big = Big.allocate(Arena.ofAuto());
    Widths widths = Widths.allocate(Arena.ofAuto());
    Limited limited = Limited.allocate(Arena.ofAuto());
    return measure(
        () -> {
          big.a16((short) 1).a32(77).a64(5).f32(1f).f64(2).kind(Kind.ORDER).grid(1, 1, 4);
          sink += big.a16() + big.a32() + big.a64() + (long) big.f64() + big.kind().ordinal();
          widths.narrow(Kind.TEXT).wide(Kind.CANCEL).signed(Level.LOW);
          sink += widths.narrow().ordinal() + widths.wide().ordinal();
          limited.signed((byte) 3).unsigned(8).real(1f).grid(0, 0, (short) 1);
          sink += limited.unsigned();
        });
  }

  public static long meanings() {
    Meanings meanings = Meanings.allocate(Arena.ofAuto());
    Instant time = Instant.now();
    Duration elapsed = Duration.ofMillis(5);
    UUID id = new UUID(1, 2);
    return measure(
        () -> {
          meanings.time(time).elapsed(elapsed).id(id).seen(time).times(1, time).ids(1, id);
          meanings.amountRaw(meanings.amountRaw() + 1);
          sink += meanings.timeRaw() + meanings.seenRaw() + meanings.timesRaw(1);
        });
  }

  private static long measure(Runnable round) {
    for (int i = 0; i < 100_000; i++) {
      round.run();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      round.run();
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
