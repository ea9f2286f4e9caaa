/* SPDX-License-Identifier: Apache-2.0 */
/* Opening, closing and removing regions. */
#include <tenon/region.h>

#include <stdio.h>
#include <string.h>

#include "base/failure.h"
#include "region/membership.h"
#include "region/region_attacher.h"
#include "region/region_creator.h"
#include "region/region_remover.h"
#include "region/registration_lock.h"
#include "region/section_table.h"

static tenon_status begin(const tenon_region_descriptor *descriptor, const char *name,
                          const tenon_region_options *options, tenon_region **region,
                          tenon_region_settings *settings) {
    if (descriptor == NULL || region == NULL) {
        return tenon_fail(TENON_INVALID, "the %s is NULL",
                          region == NULL ? "place for the region" : "descriptor");
    }
    *region = NULL;
    tenon_status status = tenon_descriptor_check(descriptor);
    if (status == TENON_OK) {
        status = tenon_region_read_options(name, options, settings);
    }
    return status != TENON_OK ? status : tenon_platform_watch_forks();
}

/* Status for the caller when the time of the last attempt is over. */
static tenon_status settled(tenon_status status, const char *path) {
    if (status != TENON_RESTART) {
        return status;
    }
    char reason[512];
    (void)snprintf(reason, sizeof reason, "%s", tenon_status_detail());
    return tenon_fail(TENON_BUSY, "other processes keep creating and removing %s; at last, %s",
                      path, reason);
}

/* One attempt. */
static tenon_status create_once(const tenon_region_descriptor *descriptor,
                                const tenon_region_settings *settings, uint64_t deadline,
                                tenon_region **region) {
    /* First look whether the name is free: building a region is dear, and an abandoned one may
     * hold the memory that the new one needs. */
    tenon_status status = tenon_region_remove_abandoned(settings->path, deadline);
    if (status != TENON_NOT_FOUND) {
        return status;
    }
    tenon_platform_remove_dead_drafts(settings->path);
    status = tenon_region_build(descriptor, settings, region);
    /* The temporary file is gone: a process in another process-id namespace, which cannot see
     * that we live, may have removed it. */
    return status == TENON_NOT_FOUND ? TENON_RESTART : status;
}

tenon_status tenon_region_create(const tenon_region_descriptor *descriptor, const char *name,
                                 const tenon_region_options *options, tenon_region **region) {
    tenon_region_settings settings;
    tenon_status status = begin(descriptor, name, options, region, &settings);
    if (status != TENON_OK) {
        return status;
    }
    uint64_t deadline = tenon_platform_now() + TENON_REGISTRATION_NANOSECONDS;
    do {
        status = create_once(descriptor, &settings, deadline, region);
    } while (status == TENON_RESTART && tenon_platform_now() < deadline);
    return settled(status, settings.path);
}

tenon_status tenon_region_attach(const tenon_region_descriptor *descriptor, const char *name,
                                 const tenon_region_options *options, tenon_region **region) {
    tenon_region_settings settings;
    tenon_status status = begin(descriptor, name, options, region, &settings);
    if (status != TENON_OK) {
        return status;
    }
    uint64_t deadline = tenon_platform_now() + TENON_REGISTRATION_NANOSECONDS;
    do {
        status = tenon_region_join(descriptor, &settings, false, deadline, region);
    } while (status == TENON_RESTART && tenon_platform_now() < deadline);
    return settled(status, settings.path);
}

tenon_status tenon_region_open_or_create(const tenon_region_descriptor *descriptor,
                                         const char *name, const tenon_region_options *options,
                                         tenon_region **region) {
    tenon_region_settings settings;
    tenon_status status = begin(descriptor, name, options, region, &settings);
    if (status != TENON_OK) {
        return status;
    }
    /* Each turn loses against a process that gets ahead, so somebody always does. */
    uint64_t deadline = tenon_platform_now() + TENON_REGISTRATION_NANOSECONDS;
    do {
        status = create_once(descriptor, &settings, deadline, region);
        if (status == TENON_EXISTS) {
            status = tenon_region_join(descriptor, &settings, true, deadline, region);
            if (status == TENON_NOT_FOUND) {
                /* The last participant left between the two. */
                status = TENON_RESTART;
            }
        }
    } while (status == TENON_RESTART && tenon_platform_now() < deadline);
    return settled(status, settings.path);
}

tenon_status tenon_region_remove(const char *name, const tenon_region_options *options) {
    tenon_region_settings settings;
    tenon_status status = tenon_region_read_options(name, options, &settings);
    if (status != TENON_OK) {
        return status;
    }
    uint64_t deadline = tenon_platform_now() + TENON_REGISTRATION_NANOSECONDS;
    do {
        status = tenon_region_remove_name(settings.path, deadline);
    } while (status == TENON_RESTART && tenon_platform_now() < deadline);
    return settled(status, settings.path);
}

tenon_status tenon_region_set_label(tenon_region *region, const char *label) {
    size_t size = strlen(label);
    if (size > TENON_LABEL_BYTES) {
        return tenon_fail(TENON_TOO_LONG, "a label has at most %u bytes, this one %zu",
                          (unsigned)TENON_LABEL_BYTES, size);
    }
    tenon_status status = tenon_section_host_check(&region->host);
    if (status == TENON_OK) {
        status = tenon_section_host_require_whole(&region->host);
    }
    if (status == TENON_OK) {
        tenon_region_header *shared = tenon_region_shared_header(region->host.base);
        tenon_membership_label(shared->participants, region->host.slot, label, size);
    }
    return status;
}

/* The registration lock is held. */
static void leave(const tenon_region *region, tenon_participant *slots) {
    tenon_membership_leave(slots, region->host.slot, region->host.identity);
    if (region->persistent || tenon_platform_names_vanish() ||
        tenon_membership_lives(slots) != TENON_NO) {
        return;
    }
    /* The name may already be another region's, made after somebody removed ours. Nobody removes
     * ours between this look and the next line, as long as we have the lock. */
    if (tenon_platform_names(region->path, &region->host.id)) {
        tenon_platform_unlink(region->path);
    }
}

static tenon_status may_leave_sections(const tenon_region *region) {
    for (uint32_t i = 0; i < region->list.count; i++) {
        const tenon_section *section = &region->list.sections[i];
        tenon_status status = section->kind->may_leave(section->object);
        if (status != TENON_OK) {
            return status;
        }
    }
    return TENON_OK;
}

static void leave_sections(const tenon_region *region) {
    for (uint32_t i = 0; i < region->list.count; i++) {
        const tenon_section *section = &region->list.sections[i];
        section->kind->leave(section->object);
    }
}

/* TENON_TIMED_OUT when the lock could not be had: the slot is free then, the name may stay. */
static tenon_status leave_locked(const tenon_region *region) {
    tenon_status status = tenon_platform_require_size_named(region->path, &region->host.id,
                                                            sizeof(tenon_region_header));
    if (status != TENON_OK) {
        return tenon_section_host_require_whole(&region->host);
    }
    tenon_region_header *shared = tenon_region_shared_header(region->host.base);
    uint64_t identity = region->host.identity;
    uint64_t deadline = tenon_platform_now() + TENON_REGISTRATION_NANOSECONDS;
    status = tenon_registration_lock(&shared->lock, identity, region->path, deadline);
    if (status == TENON_OK) {
        leave(region, shared->participants);
        tenon_registration_unlock(&shared->lock, identity);
        return TENON_OK;
    }
    /* Whoever creates the name next finds that nobody lives in this region. */
    tenon_membership_leave(shared->participants, region->host.slot, identity);
    return status == TENON_BUSY ? TENON_TIMED_OUT : status;
}

tenon_status tenon_region_close(tenon_region *region) {
    if (region == NULL) {
        return TENON_OK;
    }
    tenon_status status = TENON_OK;
    /* In a child after fork() only the mapping is the child's to give up. */
    if (tenon_section_host_check(&region->host) == TENON_OK) {
        status = may_leave_sections(region);
        if (status != TENON_OK) {
            return status;
        }
        /* Now, because leaving may remove the name, by which the file is looked at. */
        tenon_status whole = tenon_section_host_require_whole(&region->host);
        leave_sections(region);
        status = leave_locked(region);
        status = status == TENON_OK ? whole : status;
    }
    tenon_platform_unmap(region->host.base, region->host.size);
    tenon_region_free(region);
    return status;
}
