/* SPDX-License-Identifier: Apache-2.0 */
#include "memory.h"

#include <stdlib.h>

#include "proc_file.h"
#include "scan.h"

#define MEMINFO_BYTES ((size_t)16 * 1024)
#define BYTES_PER_KIB 1024u

/* Takes the value of a line "Name:   123 kB" into the field, when that is the line's name. */
static bool take_kib(struct scan line, const char *name, uint64_t *bytes)
{
    uint64_t kib = 0;
    if (!scan_literal(&line, name) || !scan_number(&line, &kib)) {
        return false;
    }
    *bytes = kib * BYTES_PER_KIB;
    return true;
}

struct memory_use memory_parse(const char *text, size_t length)
{
    struct memory_use use = {0};
    uint64_t free_bytes = 0;
    bool has_available = false;
    struct scan rest = scan_of(text, length);
    struct scan line;
    while (scan_line(&rest, &line)) {
        has_available = take_kib(line, "MemAvailable:", &use.available) || has_available;
        (void)(take_kib(line, "MemTotal:", &use.total) || take_kib(line, "MemFree:", &free_bytes) ||
               take_kib(line, "Cached:", &use.cached) ||
               take_kib(line, "SwapTotal:", &use.swap_total) ||
               take_kib(line, "SwapFree:", &use.swap_free));
    }
    if (!has_available) {
        use.available = free_bytes + use.cached; /* kernels before 3.14: the best guess there is */
    }
    return use;
}

static bool memory_open(struct sensor *self)
{
    struct proc_file *meminfo = calloc(1, sizeof *meminfo);
    if (meminfo == NULL || !proc_file_open(meminfo, "/proc/meminfo", MEMINFO_BYTES)) {
        free(meminfo);
        return false;
    }
    self->state = meminfo;
    return true;
}

static bool memory_sample(struct sensor *self, const struct tick *tick, struct outlet *outlet)
{
    (void)tick;
    struct proc_file *meminfo = self->state;
    if (!proc_file_read(meminfo)) {
        return false;
    }
    const struct memory_use use = memory_parse(meminfo->buffer, meminfo->length);
    hm_memory_sample *sample = NULL;
    if (outlet_claimed(outlet, hm_feed_samples_claim_memory_sample(outlet->feed, &sample))) {
        sample->total = use.total;
        sample->available = use.available;
        sample->cached = use.cached;
        sample->swap_total = use.swap_total;
        sample->swap_free = use.swap_free;
        outlet_publish(outlet, &sample->stamp);
    }
    return true;
}

static void memory_close(struct sensor *self)
{
    proc_file_close(self->state);
    free(self->state);
}

const struct sensor memory_sensor = {
    .name = "memory",
    .flag = HM_SENSORS_MEMORY,
    .open = memory_open,
    .sample = memory_sample,
    .close = memory_close,
};
