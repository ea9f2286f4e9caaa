// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.Objects;
import java.util.ServiceLoader;

/** Finds what implements regions, which depends on this package and so cannot be named by it. */
final class Regions {
  private static final RegionProvider PROVIDER =
      ServiceLoader.load(RegionProvider.class, RegionProvider.class.getClassLoader())
          .findFirst()
          .orElse(null);

  private Regions() {}

  static RegionProvider provider() {
    if (PROVIDER == null) {
      throw new IllegalStateException(
          "tenon-runtime is incomplete: META-INF/services/"
              + RegionProvider.class.getName()
              + " is missing; keep it when packing tenon-runtime into another jar");
    }
    return PROVIDER;
  }

  static void requireArguments(
      RegionAddress address, RegionDescriptor descriptor, RegionOptions options) {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(descriptor, "descriptor");
    Objects.requireNonNull(options, "options");
  }
}
