// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.host;

import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.linux.LinuxPlatform;

/** The platform of this JVM, chosen when first asked. */
public final class HostPlatform {
  private static Platform current;

  private HostPlatform() {}

  /**
   * Returns the same object in every call.
   *
   * @throws UnsupportedOperationException where regions are not supported
   */
  public static synchronized Platform current() {
    if (current == null) {
      current = choose(System.getProperty("os.name"));
    }
    return current;
  }

  private static Platform choose(String operatingSystem) {
    if (operatingSystem.equals("Linux")) {
      return new LinuxPlatform();
    }
    throw new UnsupportedOperationException(
        "regions are not supported on " + operatingSystem + " yet; Linux is");
  }
}
