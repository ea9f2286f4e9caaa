// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds what implements regions, which depends on this package and so cannot be named by it. */
final class Regions {
  /**
   * Not set by an initializer: a search that failed, for want of a file descriptor, starts over.
   */
  private static volatile RegionProvider provider;

  private Regions() {}

  static RegionProvider provider() {
    RegionProvider found = provider;
    if (found == null) {
      found = find();
      provider = found;
    }
    return found;
  }

  private static RegionProvider find() {
    try {
      return ServiceLoader.load(RegionProvider.class, RegionProvider.class.getClassLoader())
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "tenon-runtime is incomplete: META-INF/services/"
                          + RegionProvider.class.getName()
                          + " is missing; keep it when packing tenon-runtime into another jar"));
    } catch (ServiceConfigurationError e) {
      throw new RegionAccessException("the provider of regions cannot be loaded", e);
    }
  }

  static void requireArguments(
      RegionAddress address, RegionDescriptor descriptor, RegionOptions options) {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(descriptor, "descriptor");
    Objects.requireNonNull(options, "options");
  }
}
