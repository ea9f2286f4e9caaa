/* SPDX-License-Identifier: Apache-2.0 */
#include <tenon/region.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <tenon/atomic.h>

#include "failure.h"
#include "queue_internal.h"
#include "region_internal.h"
#include "section_table.h"

#define NAME_LENGTH_LIMIT 200

/* About as long as a sleep and a wake-up cost (some 50 us), so that a wait costs at most twice what
 * the better of both would. Yielding is for a peer that waits for this very processor, and only on
 * request: since Linux 6.18 a task that yields forfeits its place in the queue of the scheduler, and
 * one yield before a sleep made the wake-up after it some thirty times as late. */
#define DEFAULT_SPINS 2000
#define DEFAULT_YIELDS 0

static uint32_t setting(uint32_t option, uint32_t by_default) {
    return option == TENON_NONE ? 0 : option == 0 ? by_default : option;
}

static tenon_status check_shared_memory_name(const char *name) {
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    size_t length = strlen(name);
    if (length == 0 || length > NAME_LENGTH_LIMIT || name[0] == '.' ||
        strspn(name, allowed) != length) {
        return tenon_fail(TENON_INVALID,
                          "'%.210s' is not a region name: 1 to %d of A-Z a-z 0-9 . _ -, not "
                          "starting with a dot",
                          name, NAME_LENGTH_LIMIT);
    }
    return TENON_OK;
}

static tenon_status read_options(const char *name, const tenon_region_options *options,
                                 char path[TENON_PATH_BYTES], tenon_region_settings *settings) {
    static const tenon_region_options defaults = {0, 0, 0, 0};
    if (options == NULL) {
        options = &defaults;
    }
    if (name == NULL) {
        return tenon_fail(TENON_INVALID, "the name of the region is NULL");
    }
    if ((options->flags & ~TENON_REGION_FLAGS_PERSISTENT) != 0) {
        return tenon_fail(TENON_INVALID, "unknown region flags %08" PRIx32, options->flags);
    }
    settings->flags = options->flags;
    settings->spins = setting(options->spins, DEFAULT_SPINS);
    settings->yields = setting(options->yields, DEFAULT_YIELDS);
    if (options->backing == TENON_BACKING_POSIX) {
        tenon_status status = check_shared_memory_name(name);
        return status != TENON_OK ? status : tenon_platform_shared_memory_path(name, path);
    }
    if (options->backing != TENON_BACKING_FILE) {
        return tenon_fail(TENON_INVALID, "unknown backing %" PRIu32, options->backing);
    }
    size_t length = strlen(name);
    if (length == 0 || name[length - 1] == '/') {
        return tenon_fail(TENON_INVALID, "'%s' does not name a file", name);
    }
    return tenon_platform_absolute_path(name, path);
}

static tenon_status begin(const tenon_region_descriptor *descriptor, const char *name,
                          const tenon_region_options *options, tenon_region **region,
                          char path[TENON_PATH_BYTES], tenon_region_settings *settings) {
    if (descriptor == NULL || region == NULL) {
        return tenon_fail(TENON_INVALID, "the %s is NULL",
                          region == NULL ? "place for the region" : "descriptor");
    }
    *region = NULL;
    tenon_status status = tenon_descriptor_check(descriptor);
    return status != TENON_OK ? status : read_options(name, options, path, settings);
}

/* What the caller gets when the last attempt's time is over. */
static tenon_status settled(tenon_status status, const char *path) {
    return status != TENON_AGAIN
               ? status
               : tenon_fail(TENON_BUSY, "other processes keep creating and removing %s", path);
}

/* One attempt. */
static tenon_status create_once(const tenon_region_descriptor *descriptor, const char *path,
                                const tenon_region_settings *settings, uint64_t deadline,
                                tenon_region **region) {
    /* First look whether the name is free: building a region is dear, and an abandoned one may
     * hold the memory that the new one needs. */
    tenon_status status = tenon_region_remove_abandoned(path, deadline);
    if (status != TENON_NOT_FOUND) {
        return status;
    }
    tenon_platform_remove_dead_temporaries(path);
    status = tenon_region_build(descriptor, path, settings, region);
    /* The temporary file is gone: a process in another process-id namespace, which cannot see
     * that we live, may have removed it. */
    return status == TENON_NOT_FOUND ? TENON_AGAIN : status;
}

tenon_status tenon_region_create(const tenon_region_descriptor *descriptor, const char *name,
                                 const tenon_region_options *options, tenon_region **region) {
    char path[TENON_PATH_BYTES];
    tenon_region_settings settings;
    tenon_status status = begin(descriptor, name, options, region, path, &settings);
    if (status != TENON_OK) {
        return status;
    }
    uint64_t deadline = tenon_platform_now() + TENON_REGISTRATION_NANOSECONDS;
    do {
        status = create_once(descriptor, path, &settings, deadline, region);
    } while (status == TENON_AGAIN && tenon_platform_now() < deadline);
    return settled(status, path);
}

tenon_status tenon_region_attach(const tenon_region_descriptor *descriptor, const char *name,
                                 const tenon_region_options *options, tenon_region **region) {
    char path[TENON_PATH_BYTES];
    tenon_region_settings settings;
    tenon_status status = begin(descriptor, name, options, region, path, &settings);
    if (status != TENON_OK) {
        return status;
    }
    uint64_t deadline = tenon_platform_now() + TENON_REGISTRATION_NANOSECONDS;
    do {
        status = tenon_region_join(descriptor, path, &settings, false, deadline, region);
    } while (status == TENON_AGAIN && tenon_platform_now() < deadline);
    return settled(status, path);
}

tenon_status tenon_region_open_or_create(const tenon_region_descriptor *descriptor,
                                         const char *name, const tenon_region_options *options,
                                         tenon_region **region) {
    char path[TENON_PATH_BYTES];
    tenon_region_settings settings;
    tenon_status status = begin(descriptor, name, options, region, path, &settings);
    if (status != TENON_OK) {
        return status;
    }
    /* Each turn loses against a process that gets ahead, so somebody always does. */
    uint64_t deadline = tenon_platform_now() + TENON_REGISTRATION_NANOSECONDS;
    do {
        status = create_once(descriptor, path, &settings, deadline, region);
        if (status == TENON_EXISTS) {
            status = tenon_region_join(descriptor, path, &settings, true, deadline, region);
            if (status == TENON_NOT_FOUND) {
                /* The last participant left between the two. */
                status = TENON_AGAIN;
            }
        }
    } while (status == TENON_AGAIN && tenon_platform_now() < deadline);
    return settled(status, path);
}

tenon_status tenon_region_remove(const char *name, const tenon_region_options *options) {
    char path[TENON_PATH_BYTES];
    tenon_region_settings settings;
    tenon_status status = read_options(name, options, path, &settings);
    return status != TENON_OK ? status : tenon_platform_remove(path);
}

static void free_sections(tenon_region_section *sections, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        tenon_queue_free(sections[i].queue);
    }
    free(sections);
}

static tenon_status open_sections(tenon_region *region, const tenon_section_entry *entries) {
    for (uint32_t i = 0; i < region->section_count; i++) {
        if (entries[i].kind == TENON_SECTION_KIND_QUEUE) {
            region->sections[i].queue = tenon_queue_open(region, &entries[i]);
            if (region->sections[i].queue == NULL) {
                return tenon_fail(TENON_SYSTEM, "no memory for queue '%s'", entries[i].name);
            }
        } else {
            region->sections[i].struct_data = region->base + entries[i].offset;
            region->sections[i].struct_size = entries[i].size;
        }
    }
    return TENON_OK;
}

tenon_status tenon_region_open(const char *path, tenon_platform_file file, void *base,
                               const tenon_region_header *header,
                               const tenon_section_entry *entries, uint64_t identity,
                               uint32_t slot, const tenon_region_settings *settings,
                               tenon_region **region) {
    tenon_region *opened = calloc(1, sizeof *opened);
    size_t path_size = strlen(path) + 1;
    char *path_copy = malloc(path_size);
    tenon_region_section *sections =
        calloc(header->section_count != 0 ? header->section_count : 1, sizeof *sections);
    if (opened == NULL || path_copy == NULL || sections == NULL) {
        free(opened);
        free(path_copy);
        free(sections);
        return tenon_fail(TENON_SYSTEM, "no memory for the handle of %s", path);
    }
    memcpy(path_copy, path, path_size);
    opened->base = base;
    opened->size = header->total_size;
    opened->file = file;
    opened->path = path_copy;
    opened->identity = identity;
    opened->process_id = tenon_platform_process_id();
    opened->slot = slot;
    opened->contract_version = header->contract_version;
    opened->persistent = (header->flags & TENON_REGION_FLAGS_PERSISTENT) != 0;
    opened->spins = settings->spins;
    opened->yields = settings->yields;
    opened->section_count = header->section_count;
    opened->sections = sections;
    tenon_status status = open_sections(opened, entries);
    if (status != TENON_OK) {
        tenon_region_free(opened);
        return status;
    }
    *region = opened;
    return TENON_OK;
}

void tenon_region_free(tenon_region *region) {
    free_sections(region->sections, region->section_count);
    free(region->path);
    free(region);
}

static void clear_slot(const tenon_region *region, tenon_participant *slots) {
    (void)tenon_compare_exchange_u64(&slots[region->slot].identity, region->identity, 0);
}

/* The registration lock is held. */
static void leave(const tenon_region *region, tenon_participant *slots) {
    clear_slot(region, slots);
    if (region->persistent) {
        return;
    }
    for (uint32_t i = 0; i < TENON_PARTICIPANT_SLOTS; i++) {
        uint64_t identity = tenon_load_acquire_u64(&slots[i].identity);
        if (identity != 0 && tenon_platform_process_alive(identity)) {
            return;
        }
    }
    /* The name may already be another region's, made after somebody removed ours. */
    if (tenon_platform_names(region->path, region->file)) {
        tenon_platform_unlink(region->path);
    }
}

void tenon_region_close(tenon_region *region) {
    if (region == NULL) {
        return;
    }
    if (region->process_id == tenon_platform_process_id()) {
        for (uint32_t i = 0; i < region->section_count; i++) {
            if (region->sections[i].queue != NULL) {
                tenon_queue_leave_producer(region->sections[i].queue);
                tenon_queue_leave_consumer(region->sections[i].queue);
            }
        }
        tenon_participant *slots = tenon_region_shared_header(region->base)->participants;
        uint64_t deadline = tenon_platform_now() + TENON_REGISTRATION_NANOSECONDS;
        if (tenon_platform_lock(region->file, region->path, deadline) == TENON_OK) {
            leave(region, slots);
            tenon_platform_unlock(region->file);
        } else {
            /* Whoever creates the name next finds that nobody lives in this region. */
            clear_slot(region, slots);
        }
    }
    tenon_platform_unmap(region->base, region->size);
    tenon_platform_close(region->file);
    tenon_region_free(region);
}

void *tenon_region_struct(tenon_region *region, uint32_t section) {
    return section < region->section_count ? region->sections[section].struct_data : NULL;
}

uint64_t tenon_region_struct_size(const tenon_region *region, uint32_t section) {
    return section < region->section_count ? region->sections[section].struct_size : 0;
}

tenon_queue *tenon_region_queue(tenon_region *region, uint32_t section) {
    return section < region->section_count ? region->sections[section].queue : NULL;
}

uint32_t tenon_region_contract_version(const tenon_region *region) {
    return region->contract_version;
}
