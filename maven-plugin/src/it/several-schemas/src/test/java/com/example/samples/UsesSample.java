// SPDX-License-Identifier: Apache-2.0
package com.example.samples;

import java.lang.foreign.Arena;

final class UsesSample {
  private UsesSample() {}

  static Sample sample(Arena arena) {
    return Sample.allocate(arena).value(0.5);
  }
}
