/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The times of every core, from /proc/stat. */
#ifndef CPU_H
#define CPU_H

#include <stddef.h>

#include "sensor.h"

extern const struct sensor cpu_sensor;

/** Reads the text of /proc/stat into at most capacity entries; returns how many. */
size_t cpu_parse(const char *text, size_t length, hm_core_times *cores, size_t capacity);

#endif
