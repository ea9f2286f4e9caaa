// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.calls;

import dev.tenon.benchmarks.market.Market;
import dev.tenon.benchmarks.market.OnTicksEvent;
import dev.tenon.benchmarks.market.Quote;
import dev.tenon.benchmarks.worker.Task;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/** Calls in both directions by what Tenon generates, as a user writes it off the shelf. */
final class GeneratedCalls {
  private static final String[] SYMBOLS = Quantities.symbols();

  private final Market market;

  /** Sum of listeners that return nothing. */
  private long sum;

  private GeneratedCalls(Market market) {
    this.market = market;
  }

  static Task task(String name, Path library) {
    return new GeneratedCalls(Market.load(library)).task(name);
  }

  private Task task(String name) {
    return switch (name) {
      case "tenon-call" -> calls().fromC();
      case "tenon-emit" -> emissions().fromC();
      case "tenon-export" -> exports().fromC();
      case "tenon-ticks" -> ticks().fromC();
      case "tenon-batches-1" -> batches(1).fromC();
      case "tenon-batches-8" -> batches(8).fromC();
      case "tenon-batches-64" -> batches(64).fromC();
      default -> functions(name).fromJava();
    };
  }

  private static int answer(Quote quote, long sequence) {
    return quote.price() >= 1.0 ? (int) quote.quantity() : -1;
  }

  private Calls calls() {
    return count -> market.driveCall(GeneratedCalls::answer, count);
  }

  private Calls emissions() {
    market.onQuote(GeneratedCalls::answer);
    return market::driveEmit;
  }

  private Calls exports() {
    market.bindExports(quote -> quote.price() * quote.quantity());
    return market::drivePriceOf;
  }

  private Calls ticks() {
    market.onTick(
        (quote, sequence) -> {
          if (quote.price() >= 1.0) {
            sum += quote.quantity();
          }
        });
    return count -> summed(() -> market.driveTicks(count));
  }

  private Calls batches(int size) {
    Quote quote = new Quote();
    market.onTicks(
        events -> {
          for (OnTicksEvent event : events) {
            event.quote(quote);
            if (quote.price() >= 1.0) {
              sum += quote.quantity();
            }
          }
        });
    return count -> summed(() -> market.driveBatches(count, size));
  }

  private long summed(Runnable drive) {
    sum = 0;
    drive.run();
    return sum;
  }

  private Calls functions(String name) {
    return switch (name) {
      case "tenon-value" -> this::value;
      case "tenon-value-critical" -> this::valueCritical;
      case "tenon-value-of" -> {
        Quote quote = Quote.allocate(Arena.global()).price(1.0);
        yield count -> valueOf(quote, count);
      }
      case "tenon-number-of" -> this::numberOf;
      default -> throw new IllegalArgumentException("no such task: " + name);
    };
  }

  private double value(long count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += market.value(1.0, i & Quantities.MASK);
    }
    return sum;
  }

  private double valueCritical(long count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += market.valueCritical(1.0, i & Quantities.MASK);
    }
    return sum;
  }

  private double valueOf(Quote quote, long count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      quote.quantity(i & Quantities.MASK);
      sum += market.valueOf(quote);
    }
    return sum;
  }

  private double numberOf(long count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += market.numberOf(SYMBOLS[i & Quantities.MASK]);
    }
    return sum;
  }
}
