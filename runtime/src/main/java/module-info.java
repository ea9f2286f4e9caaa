// SPDX-License-Identifier: Apache-2.0
/**
 * Shared-memory regions and queues, and calls between Java and C, for code that Tenon generates.
 *
 * <p>Mapping a region needs no flag. Sleeping until another process wakes this one needs {@code
 * --enable-native-access=dev.tenon.runtime}; without it waits poll. Calls between Java and C need
 * it.
 */
@SuppressWarnings("module") // The tool is built after this.
module dev.tenon.runtime {
  exports dev.tenon.runtime;
  exports dev.tenon.runtime.callback;
  exports dev.tenon.runtime.look to
      dev.tenon.tool;

  uses dev.tenon.runtime.RegionProvider;

  provides dev.tenon.runtime.RegionProvider with
      dev.tenon.runtime.region.LocalRegions;
}
