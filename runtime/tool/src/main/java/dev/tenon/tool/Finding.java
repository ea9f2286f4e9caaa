// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionNotFoundException;
import dev.tenon.runtime.RegionNotReadyException;
import dev.tenon.runtime.RegionTruncatedException;
import dev.tenon.runtime.SchemaMismatchException;
import dev.tenon.runtime.TenonException;
import dev.tenon.runtime.UnsafeRegionException;
import dev.tenon.runtime.look.RegionLook;
import dev.tenon.runtime.look.RegionView;
import java.util.Locale;
import java.util.Optional;

/**
 * Thing that stands behind a name in shared memory.
 *
 * @param name as the file has it
 * @param state in a word
 * @param view the region; empty for what cannot be read as one
 * @param problem why it cannot; empty for a region
 */
record Finding(String name, State state, Optional<RegionView> view, String problem) {

  /** Kind of thing, as JSON spells it. States are only ever added. */
  enum State {
    /** A region whose processes can be judged. */
    OK,
    /** A region from before this machine's last boot. */
    STALE,
    /** A region of another process-id or time namespace. */
    FOREIGN,
    /** A region whose creator has not finished. */
    NOT_READY,
    /** A region of another format. */
    OTHER_FORMAT,
    /** No region, or a damaged one. */
    INVALID,
    /** Not a private file of this user. */
    UNSAFE,
    /** The system does not let it be read. */
    UNREADABLE;

    /** The word for scripts. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Looks at a name.
   *
   * @throws RegionNotFoundException if it is gone
   */
  static Finding at(String name) {
    RegionAddress address;
    try {
      address = RegionAddress.sharedMemory(name);
    } catch (IllegalArgumentException e) {
      return wrong(name, State.INVALID, e.getMessage());
    }
    try {
      return of(name, RegionLook.at(address));
    } catch (CorruptRegionException | RegionTruncatedException e) {
      return wrong(name, State.INVALID, e.getMessage());
    } catch (SchemaMismatchException e) {
      return wrong(name, State.OTHER_FORMAT, e.getMessage());
    } catch (RegionNotReadyException e) {
      return wrong(name, State.NOT_READY, e.getMessage());
    } catch (UnsafeRegionException e) {
      return wrong(name, State.UNSAFE, e.getMessage());
    } catch (RegionNotFoundException e) {
      throw e;
    } catch (TenonException e) {
      return wrong(name, State.UNREADABLE, e.getMessage());
    }
  }

  /** Describes a region that was read. */
  static Finding of(String name, RegionView view) {
    State state =
        switch (view.origin()) {
          case HERE -> State.OK;
          case EARLIER_BOOT -> State.STALE;
          case OTHER_NAMESPACE -> State.FOREIGN;
        };
    return new Finding(name, state, Optional.of(view), "");
  }

  private static Finding wrong(String name, State state, String problem) {
    return new Finding(name, state, Optional.empty(), problem);
  }
}
