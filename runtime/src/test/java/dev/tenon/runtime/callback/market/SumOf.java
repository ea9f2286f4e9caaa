// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback.market;

/** Function that Java implements for C. */
public interface SumOf {
  int sumOf(int left, int right);
}
