// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.RegionExistsException;
import dev.tenon.runtime.RegionNotFoundException;
import dev.tenon.runtime.RegionOptions;
import dev.tenon.runtime.RegionProvider;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.host.HostPlatform;

/** Regions of this machine. */
public final class LocalRegions implements RegionProvider {
  /** For the service loader. */
  public LocalRegions() {}

  @Override
  public Region create(RegionAddress address, RegionDescriptor descriptor, RegionOptions options) {
    Platform platform = HostPlatform.current();
    OpenRegion open = new RegionCreator(platform, address).create(descriptor, options);
    return new SharedRegion(platform, address, descriptor, options, open);
  }

  @Override
  public Region attach(RegionAddress address, RegionDescriptor descriptor, RegionOptions options) {
    Platform platform = HostPlatform.current();
    OpenRegion open = new RegionAttacher(platform, address).attach(descriptor);
    return new SharedRegion(platform, address, descriptor, options, open);
  }

  @Override
  public Region openOrCreate(
      RegionAddress address, RegionDescriptor descriptor, RegionOptions options) {
    Platform platform = HostPlatform.current();
    OpenRegion open = openOrCreate(platform, address, descriptor, options);
    return new SharedRegion(platform, address, descriptor, options, open);
  }

  private static OpenRegion openOrCreate(
      Platform platform,
      RegionAddress address,
      RegionDescriptor descriptor,
      RegionOptions options) {
    RegionAttacher attacher = new RegionAttacher(platform, address);
    RegionCreator creator = new RegionCreator(platform, address);
    long deadline = Attempts.deadline();
    while (true) {
      try {
        return attacher.attachUnlessAbandoned(descriptor);
      } catch (RegionNotFoundException absent) {
        try {
          return creator.create(descriptor, options);
        } catch (RegionExistsException e) {
          if (System.nanoTime() - deadline >= 0) {
            throw Attempts.moving(address);
          }
        }
      }
    }
  }

  @Override
  public boolean remove(RegionAddress address) {
    return new RegionRemover(HostPlatform.current(), address).remove();
  }
}
