/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The names of all zones, as Java knows them. */
#ifndef ZONES_H
#define ZONES_H

#include <stdbool.h>
#include <stddef.h>

struct zones {
    char **names;
    size_t count;
    size_t capacity;
};

/** Fills an empty list. Returns false when Java failed or memory is short; then free it, too. */
bool zones_load(struct zones *zones);

void zones_free(struct zones *zones);

#endif
