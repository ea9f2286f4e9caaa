// SPDX-License-Identifier: Apache-2.0
/**
 * Shared-memory regions and queues for code that Tenon generates.
 *
 * <p>Mapping a region needs no flag. Sleeping until another process wakes this one needs {@code
 * --enable-native-access=dev.tenon.runtime}; without it waits poll.
 */
module dev.tenon.runtime {
  exports dev.tenon.runtime;
}
