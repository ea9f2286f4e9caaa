// SPDX-License-Identifier: Apache-2.0
/**
 * Operations that regions ask of an operating system, said in verbs. {@code posix} holds what every
 * POSIX system answers alike, a package beside it the rest for one of them, {@code host} the
 * choice. Nothing outside knows permissions, inodes, process files, names of systems or how a path
 * is written. Not exported. Depends on the public API, the format's constants and memory.
 */
package dev.tenon.runtime.platform;
