// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/**
 * The implementation behind the static methods of {@link Region}, which describe what each method
 * here does. The runtime brings one with it, found as a service; programs call {@link Region}.
 */
public interface RegionProvider {
  /** Creates a region and attaches to it. */
  Region create(RegionAddress address, RegionDescriptor descriptor, RegionOptions options);

  /** Attaches to a region that exists. */
  Region attach(RegionAddress address, RegionDescriptor descriptor, RegionOptions options);

  /** Attaches to a region, or creates it. */
  Region openOrCreate(RegionAddress address, RegionDescriptor descriptor, RegionOptions options);

  /** Removes the name of a region; false if there was none. */
  boolean remove(RegionAddress address);
}
