/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that the kernel writes in /proc. */
#ifndef TENON_SRC_PLATFORM_LINUX_TEXT_H
#define TENON_SRC_PLATFORM_LINUX_TEXT_H

#include <stddef.h>
#include <sys/types.h>

/* Reads a small file whole; its length, or -1 with errno. */
ssize_t tenon_linux_read_file(const char *path, char *buffer, size_t size);

#endif
