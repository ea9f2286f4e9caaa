// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import java.util.List;

/**
 * A version of a contract that was published and cannot change any more.
 *
 * @param changes what came or went with it, a sentence each, without markup
 */
public record FrozenVersion(int version, List<String> changes) {

  public FrozenVersion {
    changes = List.copyOf(changes);
  }
}
