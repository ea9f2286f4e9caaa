/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TENON_SRC_REGION_INTERNAL_H
#define TENON_SRC_REGION_INTERNAL_H

#include <stdbool.h>

#include <tenon/region.h>

#include "platform.h"

/* How long joining, leaving and creating may wait for other processes that do the same. */
#define TENON_REGISTRATION_NANOSECONDS UINT64_C(5000000000)

typedef struct tenon_region_section {
    void *struct_data;    /* of a struct section, else NULL */
    uint64_t struct_size; /* its bytes, else zero */
    tenon_queue *queue;   /* of a queue section, else NULL */
} tenon_region_section;

/* What is kept for an open region. Nothing but the queues' roles changes after opening. */
struct tenon_region {
    uint8_t *base;
    uint64_t size;
    tenon_platform_file file; /* kept open for the registration lock */
    char *path;
    uint64_t identity;   /* of this process */
    uint64_t process_id; /* tells a child after fork() from its parent */
    uint32_t slot;       /* index of the own participant */
    uint32_t contract_version;
    bool persistent;
    uint32_t spins;
    uint32_t yields;
    uint32_t section_count;
    tenon_region_section *sections;
};

/* The options with their defaults filled in. */
typedef struct tenon_region_settings {
    uint32_t flags;
    uint32_t spins;
    uint32_t yields;
} tenon_region_settings;

/* Only between functions of the runtime: the name changed under us, start over. */
#define TENON_AGAIN ((tenon_status)1)

/* Makes a complete region and gives it its name; TENON_EXISTS when that is taken. */
tenon_status tenon_region_build(const tenon_region_descriptor *descriptor, const char *path,
                                const tenon_region_settings *settings, tenon_region **region);

/* Verifies and joins. TENON_AGAIN when the name was removed meanwhile or, with refuse_abandoned,
 * when nobody lives to use the region: it is removed then. */
tenon_status tenon_region_join(const tenon_region_descriptor *descriptor, const char *path,
                               const tenon_region_settings *settings, bool refuse_abandoned,
                               uint64_t deadline, tenon_region **region);

/* TENON_NOT_FOUND when path names nothing, or named an abandoned region that is now removed;
 * TENON_EXISTS when it names anything else, with the reason as detail. */
tenon_status tenon_region_remove_abandoned(const char *path, uint64_t deadline);

/* Makes the handle of a mapped region. The file and the mapping belong to it from then on; when
 * it fails they still belong to the caller. */
tenon_status tenon_region_open(const char *path, tenon_platform_file file, void *base,
                               const tenon_region_header *header,
                               const tenon_section_entry *entries, uint64_t identity, uint32_t slot,
                               const tenon_region_settings *settings, tenon_region **region);

/* Frees the handle only: neither the mapping nor the file. */
void tenon_region_free(tenon_region *region);

/* The header in shared memory. */
static inline tenon_region_header *tenon_region_shared_header(void *base) { return base; }

#endif
