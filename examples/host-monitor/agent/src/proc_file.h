/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * A file of /proc that is read again and again: opened once, read into one buffer. */
#ifndef PROC_FILE_H
#define PROC_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct proc_file {
    int descriptor;
    size_t capacity; /* bytes of the buffer */
    size_t length;   /* bytes of it that the last read filled */
    char *buffer;
};

/** Opens a file and allocates its buffer; false with errno set when it cannot. */
bool proc_file_open(struct proc_file *file, const char *path, size_t capacity);

/**
 * Reads the file from its beginning; what is beyond the buffer is left out. Allocates nothing.
 * False with errno set when the file cannot be read any more.
 */
bool proc_file_read(struct proc_file *file);

/** Gives back what proc_file_open() took. */
void proc_file_close(struct proc_file *file);

#endif
