// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback.market;

/** Gives a name. */
@FunctionalInterface
public interface NameOf {
  String call(long number);
}
