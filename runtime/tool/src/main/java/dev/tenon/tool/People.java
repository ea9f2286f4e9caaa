// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import dev.tenon.runtime.look.Life;
import dev.tenon.runtime.look.Origin;
import dev.tenon.runtime.look.ParticipantView;
import dev.tenon.runtime.look.RegionView;
import java.util.stream.Collectors;

/** Processes, as people tell them apart. */
final class People {
  private People() {}

  /** A process by its label and id, and a question mark when it cannot be told to be alive. */
  static String process(String label, long processId, Life life) {
    String process = label.isEmpty() ? Long.toString(processId) : label + "(" + processId + ")";
    return process + (life == Life.UNKNOWN ? "?" : "");
  }

  /** The processes that have a region, or what its absence of them means. */
  static String alive(String name, RegionView view) {
    if (!view.living().isEmpty()) {
      return names(view) + (view.persistent() ? ", persistent" : "");
    }
    String nobody = view.origin() == Origin.EARLIER_BOOT ? "nobody since the last boot" : "nobody";
    return view.isAbandoned()
        ? nobody + ": 'tenon region remove " + name + "'"
        : nobody + (view.persistent() ? ", persistent" : "");
  }

  /** All processes that are not proved to be dead. */
  static String names(RegionView view) {
    return view.living().stream().map(People::name).collect(Collectors.joining(" "));
  }

  private static String name(ParticipantView one) {
    return process(one.label(), one.processId(), one.life());
  }
}
