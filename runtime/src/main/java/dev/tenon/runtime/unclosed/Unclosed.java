// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.unclosed;

import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notices objects that become unreachable while they are open. They stay open: only their owner
 * knows on which thread, and when, what they stand for may be released. Safe for all threads.
 */
public final class Unclosed {
  /** Whether each object keeps the stack trace of its opening, for some microseconds. */
  private static final boolean WHERE = Boolean.getBoolean("dev.tenon.unclosed.where");

  /** Log entries in the life of a JVM, so that a leak fills no disk; all are counted. */
  private static final long MAX_LOGGED = 100;

  private static final AtomicLong COUNT = new AtomicLong();

  private static volatile Cleaner cleaner;

  private Unclosed() {}

  /** Returns how many objects became unreachable while they were open. */
  public static long count() {
    return COUNT.get();
  }

  /**
   * Watches an object until it is closed.
   *
   * @param what names the object in the log; must not hold it
   */
  public static Watch watch(Object opened, Object what) {
    return watch(opened, what, WHERE);
  }

  /** The same for what is opened so rarely that it may cost: the log says where it was opened. */
  public static Watch watchClosely(Object opened, Object what) {
    return watch(opened, what, true);
  }

  private static Watch watch(Object opened, Object what, boolean where) {
    Watch watch = new Watch(what, where ? new Opening() : null);
    Cleaner current = cleaner();
    if (current != null) {
      watch.cleanable = current.register(opened, watch::unreachable);
    }
    return watch;
  }

  /** The cleaner; null as long as there is no thread for it. */
  private static Cleaner cleaner() {
    Cleaner current = cleaner;
    if (current == null) {
      synchronized (Unclosed.class) {
        current = cleaner;
        if (current == null) {
          try {
            current = Cleaner.create(Thread.ofPlatform().daemon().name("tenon-unclosed").factory());
          } catch (OutOfMemoryError noThread) {
            // This object is not watched; the next one tries again.
            return null;
          }
          cleaner = current;
        }
      }
    }
    return current;
  }

  /** Knowledge of one open object. */
  public static final class Watch {
    private final Object what;
    private final Opening opening;
    private Cleaner.Cleanable cleanable;
    private volatile boolean closed;

    private Watch(Object what, Opening opening) {
      this.what = what;
      this.opening = opening;
    }

    /** Ends the watch. Again does nothing. */
    public void closed() {
      if (!closed) {
        closed = true;
        if (cleanable != null) {
          cleanable.clean();
        }
      }
    }

    private void unreachable() {
      if (closed) {
        return;
      }
      long count = COUNT.incrementAndGet();
      if (count > MAX_LOGGED) {
        return;
      }
      StringBuilder text = new StringBuilder();
      text.append(what).append(" became unreachable before it was closed; it stays open (");
      text.append(count).append(count == 1 ? " object" : " objects").append(" so far)");
      if (opening == null) {
        text.append("; -Ddev.tenon.unclosed.where=true tells where it was opened");
      }
      if (count == MAX_LOGGED) {
        text.append("; further ones are counted only");
      }
      System.getLogger("dev.tenon.runtime").log(Level.WARNING, text.toString(), opening);
    }
  }

  /** Stack trace of the opening. */
  private static final class Opening extends Exception {
    private static final long serialVersionUID = 1L;

    Opening() {
      super("opened here");
    }
  }
}
