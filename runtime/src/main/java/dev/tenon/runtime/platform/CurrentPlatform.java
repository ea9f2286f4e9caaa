// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

/** Chooses the platform when first asked. */
final class CurrentPlatform {
  static final Platform INSTANCE = choose(System.getProperty("os.name"));

  private CurrentPlatform() {}

  private static Platform choose(String operatingSystem) {
    if (operatingSystem.equals("Linux")) {
      return new LinuxPlatform();
    }
    throw new UnsupportedOperationException(
        "regions are not supported on " + operatingSystem + " yet; Linux is");
  }
}
