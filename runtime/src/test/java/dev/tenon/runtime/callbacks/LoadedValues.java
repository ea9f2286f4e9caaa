// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The library of values.tenon.yaml, loaded once for each compiler. */
final class LoadedValues {

  private static final Map<String, Values> LOADED = new ConcurrentHashMap<>();

  private LoadedValues() {}

  static Values by(String compiler) {
    return LOADED.computeIfAbsent(compiler, name -> Values.load(CBuild.library(name, "values")));
  }
}
