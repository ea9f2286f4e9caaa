// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.output;

import java.util.List;

/**
 * Result of {@link OutputDirectory#sync}; paths are relative to the folder, with {@code /}.
 *
 * @param files how many files the owner has in the folder now
 * @param written new files and those whose content changed
 * @param removed files that are generated no longer
 * @param kept files that are generated no longer but were edited by hand since: left in place, and
 *     from now on not ours
 */
public record SyncResult(int files, List<String> written, List<String> removed, List<String> kept) {

  public SyncResult {
    written = List.copyOf(written);
    removed = List.copyOf(removed);
    kept = List.copyOf(kept);
  }

  /** Returns whether the folder was as it had to be already. */
  public boolean isUpToDate() {
    return written.isEmpty() && removed.isEmpty();
  }
}
