// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

/**
 * What the operating system says about a file, symbolic links not followed.
 *
 * @param device with {@code inode}: which file it is, whatever its names
 * @param owner user id
 * @param mode permission bits, the low twelve
 * @param regular whether it is a regular file
 */
public record FileStatus(long device, long inode, long owner, int mode, boolean regular) {
  private static final int GROUP_AND_OTHERS = 0077;

  /** Whether both are the same file. */
  public boolean sameFile(FileStatus other) {
    return device == other.device && inode == other.inode;
  }

  /** Whether nobody but the owner (and root) may open it. */
  public boolean isPrivate() {
    return (mode & GROUP_AND_OTHERS) == 0;
  }
}
