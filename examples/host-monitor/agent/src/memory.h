/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The use of memory, from /proc/meminfo. */
#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

#include "sensor.h"

extern const struct sensor memory_sensor;

/** Values of /proc/meminfo that the sensor reads, in bytes; zero for a line that is not there. */
struct memory_use {
    uint64_t total;
    uint64_t available;
    uint64_t cached;
    uint64_t swap_total;
    uint64_t swap_free;
};

/** Reads the text of /proc/meminfo. */
struct memory_use memory_parse(const char *text, size_t length);

#endif
