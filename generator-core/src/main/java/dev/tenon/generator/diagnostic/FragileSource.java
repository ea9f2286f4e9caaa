// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import java.util.ArrayList;
import java.util.List;

/**
 * Source that a compatible change breaks because it relies on nothing being appended.
 *
 * @param java in Java, empty for none
 * @param c in C, empty for none
 */
public record FragileSource(String java, String c) {

  /** Says what to look for, and where. */
  public String advice() {
    List<String> places = new ArrayList<>();
    if (!java.isEmpty()) {
      places.add("in Java: " + java);
    }
    if (!c.isEmpty()) {
      places.add("in C: " + c);
    }
    return "breaks source " + String.join("; ", places);
  }
}
