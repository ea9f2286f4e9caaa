/* SPDX-License-Identifier: Apache-2.0 */
/* Attaching: nothing is written before everything is verified, and every later step uses the
 * copies that were verified. */
#include "region/region_attacher.h"

#include <stdlib.h>
#include <string.h>

#include <tenon/atomic.h>

#include "base/failure.h"
#include "region/membership.h"
#include "region/region_image.h"
#include "region/registration_lock.h"
#include "region/section_table.h"

/* A region file on the way to being attached. */
typedef struct attachment {
    const tenon_region_descriptor *descriptor;
    const tenon_region_settings *settings;
    tenon_platform_file file;
    tenon_platform_file_id id;
    tenon_region_header header;   /* the checked copy */
    tenon_section_entry *entries; /* the checked copy */
    void *base;
    uint64_t identity;
} attachment;

/* The verified region is mapped and locked. */
static tenon_status join_mapped(const attachment *attaching, bool refuse_abandoned,
                                tenon_region **region) {
    const char *path = attaching->settings->path;
    tenon_region_header *shared = tenon_region_shared_header(attaching->base);
    if (!tenon_platform_names(path, &attaching->id)) {
        return tenon_fail(TENON_RESTART, "%s was removed meanwhile", path);
    }
    /* The lock and the participants are all that changes in a header: the rest stays as it was
     * checked. */
    if (refuse_abandoned && (attaching->header.flags & TENON_REGION_FLAGS_PERSISTENT) == 0 &&
        tenon_membership_lives(shared->participants) == TENON_NO) {
        tenon_platform_unlink(path);
        return tenon_fail(TENON_RESTART, "%s was abandoned", path);
    }
    uint32_t slot = 0;
    tenon_status status = tenon_membership_join(shared->participants, attaching->identity, &slot);
    if (status == TENON_OK) {
        const tenon_region_mapping mapping = {attaching->id, attaching->base,
                                              attaching->identity, &attaching->header,
                                              attaching->entries};
        status = tenon_region_open(attaching->descriptor, &mapping, slot, attaching->settings,
                                   region);
        if (status != TENON_OK) {
            tenon_membership_leave(shared->participants, slot, attaching->identity);
        }
    }
    return status;
}

/* The verified region is mapped. */
static tenon_status lock_and_join(const attachment *attaching, bool refuse_abandoned,
                                  uint64_t deadline, tenon_region **region) {
    const char *path = attaching->settings->path;
    tenon_region_header *shared = tenon_region_shared_header(attaching->base);
    tenon_status status =
        tenon_platform_require_size(attaching->file, path, attaching->header.total_size);
    if (status != TENON_OK) {
        return status;
    }
    /* Pairs with the release store in write_region() of region_creator.c. */
    if (tenon_load_acquire_u32(&shared->state) != TENON_REGION_STATE_READY) {
        return tenon_fail(TENON_NOT_READY, "the creator of %s has not finished", path);
    }
    status = tenon_registration_lock(&shared->lock, attaching->identity, path, deadline);
    if (status == TENON_OK) {
        status = join_mapped(attaching, refuse_abandoned, region);
        tenon_registration_unlock(&shared->lock, attaching->identity);
    }
    return status;
}

/* Maps and joins a region whose header and layout are verified. */
static tenon_status map_and_join(attachment *attaching, bool refuse_abandoned, uint64_t deadline,
                                 tenon_region **region) {
    const char *path = attaching->settings->path;
    uint32_t count = attaching->header.section_count;
    tenon_status status =
        tenon_platform_read(attaching->file, path, attaching->header.section_table_offset,
                            attaching->entries, count * sizeof *attaching->entries);
    if (status == TENON_OK) {
        status = tenon_section_table_check(attaching->descriptor, &attaching->header,
                                           attaching->entries, path);
    }
    if (status == TENON_OK) {
        status = tenon_platform_identity(&attaching->identity);
    }
    if (status == TENON_OK) {
        status = tenon_platform_identify(attaching->file, path, &attaching->id);
    }
    if (status == TENON_OK) {
        status = tenon_platform_map(attaching->file, path, attaching->header.total_size,
                                    &attaching->base);
    }
    if (status != TENON_OK) {
        return status;
    }
    status = lock_and_join(attaching, refuse_abandoned, deadline, region);
    if (status != TENON_OK) {
        tenon_platform_unmap(attaching->base, attaching->header.total_size);
    }
    return status;
}

tenon_status tenon_region_join(const tenon_region_descriptor *descriptor,
                               const tenon_region_settings *settings, bool refuse_abandoned,
                               uint64_t deadline, tenon_region **region) {
    const char *path = settings->path;
    attachment attaching;
    memset(&attaching, 0, sizeof attaching);
    attaching.descriptor = descriptor;
    attaching.settings = settings;
    uint64_t file_size;
    tenon_status status = tenon_platform_open(path, &attaching.file, &file_size);
    if (status != TENON_OK) {
        return status;
    }
    status = tenon_region_image_read(attaching.file, path, file_size, &attaching.header);
    if (status == TENON_OK) {
        status = tenon_region_image_check_origin(&attaching.header, path);
    }
    if (status == TENON_OK) {
        status = tenon_region_image_check_layout(attaching.file, path, &attaching.header,
                                                  descriptor);
    }
    if (status == TENON_OK) {
        size_t count = attaching.header.section_count;
        attaching.entries = calloc(count != 0 ? count : 1, sizeof *attaching.entries);
        if (attaching.entries == NULL) {
            status = tenon_fail(TENON_SYSTEM, "no memory for %zu section entries", count);
        } else {
            status = map_and_join(&attaching, refuse_abandoned, deadline, region);
        }
        free(attaching.entries);
    }
    /* The mapping stays, and keeps the file: no other one gets its number. */
    tenon_platform_close(attaching.file);
    return status;
}
