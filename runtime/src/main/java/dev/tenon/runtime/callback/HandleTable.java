// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import java.util.Arrays;

/**
 * Open callbacks by the 64-bit handle that C has as context: the generation of the slot in the high
 * half, its index in the low half. A slot gets another generation each time it is used, so that a
 * handle is never given out twice and a late call finds nothing. Safe for all threads.
 */
final class HandleTable {
  private static final int FIRST_CAPACITY = 64;

  /** Written under the lock, read without it: see {@link #find}. */
  private static CallbackContext<?, ?>[] slots = new CallbackContext<?, ?>[FIRST_CAPACITY];

  private static int[] generations = new int[FIRST_CAPACITY];
  private static int[] free = new int[FIRST_CAPACITY];
  private static int freeCount;
  private static int used;

  private HandleTable() {}

  /**
   * The open callback of a handle, or null. Plain reads do: who has a handle has it from a thread
   * that had put it into the table before, through memory that C synchronised, and nothing read
   * before the upcall is kept across it.
   */
  static CallbackContext<?, ?> find(long handle) {
    CallbackContext<?, ?>[] table = slots;
    int index = (int) handle;
    if (index < 0 || index >= table.length) {
      return null;
    }
    CallbackContext<?, ?> context = table[index];
    return context != null && context.handle() == handle ? context : null;
  }

  /** Puts a callback in, and tells it its handle. */
  static synchronized void add(CallbackContext<?, ?> context) {
    int index;
    if (freeCount > 0) {
      index = free[--freeCount];
    } else {
      if (used == slots.length) {
        grow();
      }
      index = used++;
    }
    int generation = ++generations[index];
    context.handle((long) generation << 32 | index);
    slots[index] = context;
  }

  /** Takes a callback out; false when it is out already. */
  static synchronized boolean remove(CallbackContext<?, ?> context) {
    int index = (int) context.handle();
    if (slots[index] != context) {
      return false;
    }
    slots[index] = null;
    // A slot whose generations are used up is given up: no handle ever comes again.
    if (generations[index] != -1) {
      free[freeCount++] = index;
    }
    return true;
  }

  /** Callbacks that are open. */
  static synchronized int size() {
    int size = 0;
    for (CallbackContext<?, ?> context : slots) {
      size += context == null ? 0 : 1;
    }
    return size;
  }

  /** Callbacks that there is room for. */
  static synchronized int capacity() {
    return slots.length;
  }

  private static void grow() {
    int capacity = Math.multiplyExact(slots.length, 2);
    generations = Arrays.copyOf(generations, capacity);
    free = Arrays.copyOf(free, capacity);
    slots = Arrays.copyOf(slots, capacity);
  }
}
