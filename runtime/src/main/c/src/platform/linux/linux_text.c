/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that the kernel writes in /proc. */
#define _GNU_SOURCE

#include "platform/linux/linux_text.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

ssize_t tenon_linux_read_file(const char *path, char *buffer, size_t size) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return -1;
    }
    size_t length = 0;
    while (length < size - 1) {
        ssize_t count = read(descriptor, buffer + length, size - 1 - length);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            int error = errno;
            (void)close(descriptor);
            errno = error;
            return -1;
        }
        if (count == 0) {
            break;
        }
        length += (size_t)count;
    }
    (void)close(descriptor);
    buffer[length] = '\0';
    return (ssize_t)length;
}
