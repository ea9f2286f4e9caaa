/* SPDX-License-Identifier: Apache-2.0 */
#include "zones.h"

#include <stdlib.h>
#include <string.h>

#include <zone_time/zone_time_exports.h>

static bool grow(struct zones *zones)
{
    const size_t capacity = zones->capacity == 0 ? 256 : 2 * zones->capacity;
    char **names = realloc(zones->names, capacity * sizeof *names);
    if (names == NULL) {
        return false;
    }
    zones->names = names;
    zones->capacity = capacity;
    return true;
}

/* Called by Java, in this thread, within zt_for_each_zone(). */
static bool add(void *context, const char *zone)
{
    struct zones *zones = context;
    if (zones->count == zones->capacity && !grow(zones)) {
        return false;
    }
    char *name = strdup(zone);
    if (name == NULL) {
        return false;
    }
    zones->names[zones->count++] = name;
    return true;
}

bool zones_load(struct zones *zones)
{
    /* Java does not keep it, so it may be on the stack and needs no release function. */
    const zt_on_zone visitor = {.call = add, .context = zones};
    const int32_t called = zt_for_each_zone(&visitor);
    return called > 0 && (size_t)called == zones->count;
}

void zones_free(struct zones *zones)
{
    for (size_t i = 0; i < zones->count; i++) {
        free(zones->names[i]);
    }
    free(zones->names);
    *zones = (struct zones){0};
}
