// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

/** Origin of a region, by which its processes can or cannot be judged. */
public enum Origin {
  /** Since this machine's last boot, and in the namespaces of this process. */
  HERE,
  /** Before this machine's last boot: none of its processes lives. */
  EARLIER_BOOT,
  /** In another process-id or time namespace: nobody here can tell who lives. */
  OTHER_NAMESPACE
}
