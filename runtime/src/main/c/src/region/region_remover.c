/* SPDX-License-Identifier: Apache-2.0 */
/* Removing: whoever removes a name has the registration lock of the region that it names. So nobody
 * who found the name to be that of a region, and is slow, removes it from the next. */
#include "region/region_remover.h"

#include "base/failure.h"
#include "region/membership.h"
#include "region/region_image.h"
#include "region/registration_lock.h"

/* A region that its name leads to. */
typedef struct named_region {
    const char *path;
    tenon_platform_file file;
    tenon_platform_file_id id;
    tenon_region_header header; /* the checked copy */
} named_region;

/* Step for a region whose lock is held and that has its name. */
typedef tenon_status locked_step(const named_region *region, const tenon_region_header *shared);

static tenon_status do_locked(const named_region *region, tenon_region_header *shared,
                              uint64_t deadline, locked_step *step) {
    uint64_t identity;
    tenon_status status = tenon_platform_identity(&identity);
    if (status == TENON_OK) {
        status =
            tenon_platform_require_size(region->file, region->path, sizeof region->header);
    }
    if (status == TENON_OK) {
        status =
            tenon_registration_lock(&shared->lock, identity, region->path, deadline);
    }
    if (status != TENON_OK) {
        return status;
    }
    status = tenon_platform_names(region->path, &region->id)
                 ? step(region, shared)
                 : tenon_fail(TENON_RESTART, "%s was removed meanwhile", region->path);
    tenon_registration_unlock(&shared->lock, identity);
    return status;
}

/* Maps the header alone: the rest may be of any form. */
static tenon_status map_and_do(named_region *region, uint64_t deadline, locked_step *step) {
    void *base;
    tenon_status status = tenon_platform_identify(region->file, region->path, &region->id);
    if (status == TENON_OK) {
        status = tenon_platform_map(region->file, region->path, sizeof region->header, &base);
    }
    if (status == TENON_OK) {
        status = do_locked(region, base, deadline, step);
        tenon_platform_unmap(base, sizeof region->header);
    }
    return status;
}

static bool is_persistent(const named_region *region) {
    return (region->header.flags & TENON_REGION_FLAGS_PERSISTENT) != 0;
}

static tenon_status refuse_lives(const named_region *region, tenon_answer lives) {
    return tenon_fail(TENON_EXISTS, "%s exists and %s in use%s", region->path,
                      lives == TENON_YES ? "is" : "may be", tenon_platform_doubt(lives));
}

static tenon_status remove_stale(const named_region *region, const tenon_region_header *shared) {
    (void)shared;
    tenon_platform_unlink(region->path);
    return tenon_fail(TENON_NOT_FOUND, "%s was abandoned", region->path);
}

static tenon_status remove_when_nobody_lives(const named_region *region,
                                             const tenon_region_header *shared) {
    tenon_answer lives = tenon_membership_lives(shared->participants);
    return lives != TENON_NO ? refuse_lives(region, lives) : remove_stale(region, shared);
}

/* The file is open, and belongs to this user alone. */
static tenon_status remove_when_abandoned(named_region *region, uint64_t file_size,
                                          uint64_t deadline) {
    tenon_status status =
        tenon_region_image_read(region->file, region->path, file_size, &region->header);
    if (status != TENON_OK) {
        return status == TENON_SYSTEM ? status : TENON_EXISTS;
    }
    status = tenon_region_image_check_origin(&region->header, region->path);
    if (status != TENON_OK && status != TENON_STALE) {
        return status == TENON_FOREIGN_NAMESPACE ? TENON_EXISTS : status;
    }
    if (is_persistent(region)) {
        return tenon_fail(TENON_EXISTS, "%s exists and is persistent", region->path);
    }
    if (status == TENON_STALE) {
        /* Nobody lives who was there before the boot. */
        return map_and_do(region, deadline, remove_stale);
    }
    /* A first look without the lock: who lives may be stopped while having it. */
    tenon_answer lives = tenon_membership_lives(region->header.participants);
    if (lives != TENON_NO) {
        return refuse_lives(region, lives);
    }
    status = map_and_do(region, deadline, remove_when_nobody_lives);
    return status == TENON_TRUNCATED ? TENON_EXISTS : status;
}

tenon_status tenon_region_remove_abandoned(const char *path, uint64_t deadline) {
    named_region region = {.path = path};
    uint64_t file_size;
    tenon_status status = tenon_platform_open(path, &region.file, &file_size);
    if (status != TENON_OK) {
        return status == TENON_UNSAFE ? TENON_EXISTS : status;
    }
    status = remove_when_abandoned(&region, file_size, deadline);
    tenon_platform_close(region.file);
    return status;
}

static tenon_status remove_asked(const named_region *region, const tenon_region_header *shared) {
    (void)shared;
    return tenon_platform_remove(region->path);
}

tenon_status tenon_region_remove_name(const char *path, uint64_t deadline) {
    named_region region = {.path = path};
    uint64_t file_size;
    tenon_status status = tenon_platform_open(path, &region.file, &file_size);
    if (status != TENON_OK) {
        /* Nobody joins or leaves it: it is no region, or one that is not safe. */
        return status == TENON_UNSAFE ? tenon_platform_remove(path) : status;
    }
    status = tenon_region_image_read(region.file, path, file_size, &region.header);
    if (status == TENON_OK) {
        status = tenon_region_image_check_origin(&region.header, path);
        if (status == TENON_STALE) {
            status = TENON_OK;
        }
    }
    /* Without the lock where it cannot be had: in what is no region of this format, and in one of
     * another namespace, whose processes can neither judge nor be judged. */
    if (status == TENON_OK) {
        status = map_and_do(&region, deadline, remove_asked);
    } else {
        status = TENON_TRUNCATED;
    }
    if (status == TENON_TRUNCATED) {
        status = tenon_platform_remove(path);
    }
    tenon_platform_close(region.file);
    return status;
}
