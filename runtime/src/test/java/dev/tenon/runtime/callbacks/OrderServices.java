// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicInteger;

/** Services that a C program calls. */
public class OrderServices implements ServicesExports {

  private static final AtomicInteger MADE = new AtomicInteger();

  /** For ServiceLoader. */
  public OrderServices() {
    MADE.incrementAndGet();
  }

  @Override
  public double priceOf(Order order) {
    return order.price() * order.quantity();
  }

  @Override
  public String greet(String name) {
    return "Hello " + name;
  }

  @Override
  public long scale(Order.Array orders, double factor) {
    for (Order order : orders) {
      order.price(order.price() * factor);
    }
    return orders.length();
  }

  @Override
  public Order orderOf(long id) {
    return Order.allocate(Arena.ofAuto()).id(id).price(id / 2.0).quantity(3 * id);
  }

  @Override
  public int visit(OnStep step, int times) {
    int steps = 0;
    for (int i = 0; i < times; i++) {
      steps += step.call(i) == i + 1 ? 1 : 0;
    }
    return steps;
  }

  @Override
  public String threadName() {
    return Thread.currentThread().getName();
  }

  @Override
  public int starts() {
    return MADE.get();
  }

  @Override
  public int fail(int kind) {
    switch (kind) {
      case 0 -> throw new IllegalStateException("unchecked");
      case 1 -> throw Throwing.anyOf(new Exception("checked"));
      case 2 -> throw new AssertionError("assertion");
      case 3 -> throw new OutOfMemoryError("out of memory");
      case 4 -> throw Throwing.anyOf(null);
      default -> {
        return deeper(0);
      }
    }
  }

  private static int deeper(int depth) {
    return deeper(depth + 1) + 1;
  }

  /** Cannot be made. */
  public static final class Broken extends OrderServices {
    /** For ServiceLoader. */
    public Broken() {
      throw new IllegalStateException("out of order today");
    }
  }
}
