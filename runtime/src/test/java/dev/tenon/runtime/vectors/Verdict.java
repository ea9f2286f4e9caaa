// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.vectors;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.ForeignNamespaceException;
import dev.tenon.runtime.PeerLeftException;
import dev.tenon.runtime.RegionBusyException;
import dev.tenon.runtime.RegionExistsException;
import dev.tenon.runtime.RegionNotFoundException;
import dev.tenon.runtime.RegionNotReadyException;
import dev.tenon.runtime.RegionStaleException;
import dev.tenon.runtime.RoleTakenException;
import dev.tenon.runtime.SchemaMismatchException;
import dev.tenon.runtime.SectionAbsentException;
import dev.tenon.runtime.UnsafeRegionException;

/** Words in which vectors tell the end of a call, in both languages. */
final class Verdict {
  private Verdict() {}

  /** The word for an exception and, when the vectors have it, the message. */
  static String of(RuntimeException e) {
    return switch (e) {
      case PeerLeftException _ -> "peer-left";
      case RegionNotFoundException _ -> "not-found";
      case CorruptRegionException _ -> "corrupt " + e.getMessage();
      case SchemaMismatchException _ -> "mismatch " + e.getMessage();
      case RegionNotReadyException _ -> "not-ready " + e.getMessage();
      case RegionStaleException _ -> "stale " + e.getMessage();
      case ForeignNamespaceException _ -> "foreign " + e.getMessage();
      case UnsafeRegionException _ -> "unsafe " + e.getMessage();
      case RegionExistsException _ -> "exists " + e.getMessage();
      case SectionAbsentException _ -> "absent " + e.getMessage();
      case RegionBusyException _ -> "again " + e.getMessage();
      case RoleTakenException _ -> "busy " + e.getMessage();
      case IllegalArgumentException _ -> "invalid " + e.getMessage();
      default -> throw e;
    };
  }
}
