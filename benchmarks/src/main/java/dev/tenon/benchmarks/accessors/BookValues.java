// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.accessors;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Values to write: fields of a state, so that no compiler takes them for constants. */
@State(Scope.Thread)
public class BookValues {
  /** Records of the array that is written and read; they fit the first-level cache. */
  static final int RECORDS = 128;

  /** Records of the array that is summed; they fit the second-level cache. */
  static final int SUMMED = 1024;

  long sequence = 42;
  long time = 1_700_000_000_000_000_000L;
  double price = 1.0842;
  long quantity = 3_000_000_000L;
  int instrument = -7;
  int venue = 50_000;
  int flags = 1;
  int side = 2;
  boolean last = true;
  int orders = 17;
}
