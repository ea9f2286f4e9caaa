/* SPDX-License-Identifier: Apache-2.0 */
/* Attaching: nothing is written before everything is verified, and every later step uses the
 * copies that were verified. */
#include <stdlib.h>
#include <string.h>

#include <tenon/atomic.h>

#include "failure.h"
#include "region_header.h"
#include "region_internal.h"
#include "section_table.h"

/* A region file on the way to being attached. */
typedef struct attachment {
    const char *path;
    tenon_platform_file file;
    tenon_region_header header;   /* the checked copy */
    tenon_section_entry *entries; /* the checked copy */
    void *base;
    uint64_t identity;
} attachment;

/* Takes a free slot, or that of a dead process. The registration lock is held; the exchanges
 * guard against a participant that closes without it after a time-out. */
static tenon_status take_slot(tenon_participant *slots, uint64_t identity, uint32_t *slot) {
    for (uint32_t i = 0; i < TENON_PARTICIPANT_SLOTS; i++) {
        if (tenon_compare_exchange_u64(&slots[i].identity, 0, identity)) {
            *slot = i;
            return TENON_OK;
        }
    }
    for (uint32_t i = 0; i < TENON_PARTICIPANT_SLOTS; i++) {
        uint64_t holder = tenon_load_acquire_u64(&slots[i].identity);
        if ((holder == 0 || !tenon_platform_process_alive(holder)) &&
            tenon_compare_exchange_u64(&slots[i].identity, holder, identity)) {
            *slot = i;
            return TENON_OK;
        }
    }
    return tenon_fail(TENON_LIMIT, "all %u participant slots of the region are taken",
                      (unsigned)TENON_PARTICIPANT_SLOTS);
}

/* The verified region is mapped and locked. */
static tenon_status join_mapped(attachment *attaching, const tenon_region_settings *settings,
                                bool refuse_abandoned, tenon_region **region) {
    tenon_region_header *shared = tenon_region_shared_header(attaching->base);
    if (!tenon_platform_names(attaching->path, attaching->file)) {
        return tenon_fail(TENON_AGAIN, "%s was removed meanwhile", attaching->path);
    }
    /* Pairs with the release store in write_region(). */
    if (tenon_load_acquire_u32(&shared->state) != TENON_REGION_STATE_READY) {
        return tenon_fail(TENON_CORRUPT, "the state of %s changed", attaching->path);
    }
    if (refuse_abandoned) {
        tenon_status status = tenon_platform_read(attaching->file, attaching->path, 0,
                                                  &attaching->header, sizeof attaching->header);
        if (status != TENON_OK) {
            return status;
        }
        if (tenon_region_header_is_abandoned(&attaching->header)) {
            tenon_platform_unlink(attaching->path);
            return tenon_fail(TENON_AGAIN, "%s was abandoned", attaching->path);
        }
    }
    uint32_t slot = 0;
    tenon_status status = take_slot(shared->participants, attaching->identity, &slot);
    if (status == TENON_OK) {
        status = tenon_region_open(attaching->path, attaching->file, attaching->base,
                                   &attaching->header, attaching->entries, attaching->identity,
                                   slot, settings, region);
        if (status != TENON_OK) {
            (void)tenon_compare_exchange_u64(&shared->participants[slot].identity,
                                             attaching->identity, 0);
        }
    }
    return status;
}

/* Maps and joins a region whose header and layout are verified. */
static tenon_status map_and_join(const tenon_region_descriptor *descriptor, attachment *attaching,
                                 const tenon_region_settings *settings, bool refuse_abandoned,
                                 uint64_t deadline, tenon_region **region) {
    uint32_t count = attaching->header.section_count;
    tenon_status status = tenon_platform_read(
        attaching->file, attaching->path, attaching->header.section_table_offset,
        attaching->entries, count * sizeof *attaching->entries);
    if (status == TENON_OK) {
        status = tenon_section_table_check(descriptor, &attaching->header, attaching->entries,
                                           attaching->path);
    }
    if (status == TENON_OK) {
        status = tenon_platform_process_identity(&attaching->identity);
    }
    if (status == TENON_OK) {
        status = tenon_platform_map(attaching->file, attaching->path,
                                    attaching->header.total_size, &attaching->base);
    }
    if (status != TENON_OK) {
        return status;
    }
    status = tenon_platform_lock(attaching->file, attaching->path, deadline);
    if (status == TENON_OK) {
        status = join_mapped(attaching, settings, refuse_abandoned, region);
        tenon_platform_unlock(attaching->file);
    }
    if (status != TENON_OK) {
        tenon_platform_unmap(attaching->base, attaching->header.total_size);
    }
    return status;
}

tenon_status tenon_region_join(const tenon_region_descriptor *descriptor, const char *path,
                               const tenon_region_settings *settings, bool refuse_abandoned,
                               uint64_t deadline, tenon_region **region) {
    attachment attaching;
    memset(&attaching, 0, sizeof attaching);
    attaching.path = path;
    uint64_t file_size;
    tenon_status status = tenon_platform_open(path, &attaching.file, &file_size);
    if (status != TENON_OK) {
        return status;
    }
    status = tenon_region_header_read(attaching.file, path, file_size, &attaching.header);
    if (status == TENON_OK) {
        status = tenon_region_header_check_origin(&attaching.header, path);
    }
    if (status == TENON_OK) {
        status = tenon_region_header_check_layout(attaching.file, path, &attaching.header,
                                                  descriptor);
    }
    if (status == TENON_OK) {
        size_t count = attaching.header.section_count;
        attaching.entries = calloc(count != 0 ? count : 1, sizeof *attaching.entries);
        if (attaching.entries == NULL) {
            status = tenon_fail(TENON_SYSTEM, "no memory for %zu section entries", count);
        } else {
            status = map_and_join(descriptor, &attaching, settings, refuse_abandoned, deadline,
                                  region);
        }
        free(attaching.entries);
    }
    if (status != TENON_OK) {
        tenon_platform_close(attaching.file);
    }
    return status;
}

/* The region is locked. */
static tenon_status remove_when_abandoned(const char *path, tenon_platform_file file,
                                          uint64_t file_size) {
    if (!tenon_platform_names(path, file)) {
        return tenon_fail(TENON_NOT_FOUND, "%s was removed meanwhile", path);
    }
    tenon_region_header header;
    tenon_status status = tenon_region_header_read(file, path, file_size, &header);
    if (status == TENON_OK) {
        status = tenon_region_header_check_origin(&header, path);
    }
    bool abandoned;
    if (status == TENON_STALE) {
        /* Nobody lives who was there before the boot. */
        abandoned = (header.flags & TENON_REGION_FLAGS_PERSISTENT) == 0;
    } else if (status == TENON_OK) {
        abandoned = tenon_region_header_is_abandoned(&header);
    } else {
        return TENON_EXISTS;
    }
    if (!abandoned) {
        return tenon_fail(TENON_EXISTS, "%s exists and is %s", path,
                          (header.flags & TENON_REGION_FLAGS_PERSISTENT) != 0 ? "persistent"
                                                                               : "in use");
    }
    tenon_platform_unlink(path);
    return tenon_fail(TENON_NOT_FOUND, "%s was abandoned", path);
}

tenon_status tenon_region_remove_abandoned(const char *path, uint64_t deadline) {
    tenon_platform_file file;
    uint64_t file_size;
    tenon_status status = tenon_platform_open(path, &file, &file_size);
    if (status != TENON_OK) {
        return status == TENON_UNSAFE ? TENON_EXISTS : status;
    }
    status = tenon_platform_lock(file, path, deadline);
    if (status == TENON_OK) {
        status = remove_when_abandoned(path, file, file_size);
        tenon_platform_unlock(file);
    }
    tenon_platform_close(file);
    return status;
}
