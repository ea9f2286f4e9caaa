/* SPDX-License-Identifier: Apache-2.0 */
#include "proc_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

bool proc_file_open(struct proc_file *file, const char *path, size_t capacity)
{
    *file = (struct proc_file){
        .descriptor = open(path, O_RDONLY | O_CLOEXEC),
        .capacity = capacity,
    };
    if (file->descriptor < 0) {
        return false;
    }
    file->buffer = malloc(capacity);
    if (file->buffer == NULL) {
        close(file->descriptor);
        errno = ENOMEM;
        return false;
    }
    return true;
}

bool proc_file_read(struct proc_file *file)
{
    file->length = 0;
    while (file->length < file->capacity) {
        /* The kernel hands such a file out in pieces of a page or so. Reading from offset zero
         * makes it take new values. */
        const ssize_t got = pread(file->descriptor, file->buffer + file->length,
                                  file->capacity - file->length, (off_t)file->length);
        if (got == 0) {
            break;
        }
        if (got < 0 && errno != EINTR) {
            return false;
        }
        if (got > 0) {
            file->length += (size_t)got;
        }
    }
    return true;
}

void proc_file_close(struct proc_file *file)
{
    free(file->buffer);
    close(file->descriptor);
    *file = (struct proc_file){.descriptor = -1};
}
