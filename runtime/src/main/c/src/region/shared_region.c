/* SPDX-License-Identifier: Apache-2.0 */
#include "region/shared_region.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <tenon/atomic.h>

#include "base/arithmetic.h"
#include "base/failure.h"

_Static_assert(offsetof(tenon_region, list) == 0, "tenon_section_at() takes one for the other");

/* Opens the sections from the first; when one fails, those before it are there to be freed. */
static tenon_status open_sections(tenon_region *region, const tenon_section_entry *entries,
                                  uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        tenon_section *section = &region->list.sections[i];
        section->kind = tenon_section_kind_of(entries[i].kind);
        section->size = entries[i].size;
        tenon_status status = section->kind->open(&region->host, &entries[i], &section->object);
        if (status != TENON_OK) {
            return status;
        }
        region->list.count++;
    }
    return TENON_OK;
}

/* The own attachment; nobody changes the generation of a slot that is taken. */
static uint64_t attachment_of(const void *base, uint32_t slot) {
    const tenon_region_header *header = base;
    uint32_t generation = tenon_load_relaxed_u32(&header->participants[slot].generation);
    return (uint64_t)generation << TENON_ATTACHMENT_SLOT_BITS | (slot + 1);
}

/* A handle without sections, or NULL. */
static tenon_region *allocate(const char *path, uint32_t sections) {
    tenon_region *region = calloc(1, sizeof *region);
    if (region == NULL) {
        return NULL;
    }
    size_t path_size = strlen(path) + 1;
    region->path = malloc(path_size);
    region->list.sections = calloc(sections != 0 ? sections : 1, sizeof *region->list.sections);
    if (region->path == NULL || region->list.sections == NULL) {
        tenon_region_free(region);
        return NULL;
    }
    memcpy(region->path, path, path_size);
    return region;
}

tenon_status tenon_region_open(const tenon_region_descriptor *descriptor,
                               const tenon_region_mapping *mapping, uint32_t slot,
                               const tenon_region_settings *settings, tenon_region **region) {
    const tenon_region_header *header = mapping->header;
    uint32_t sections =
        (uint32_t)tenon_smaller(header->section_count, descriptor->section_count);
    tenon_region *opened = allocate(settings->path, sections);
    if (opened == NULL) {
        return tenon_fail(TENON_SYSTEM, "no memory for the handle of %s", settings->path);
    }
    opened->host = (tenon_section_host){.base = mapping->base,
                                        .size = header->total_size,
                                        .id = mapping->id,
                                        .path = opened->path,
                                        .nonce = header->nonce,
                                        .identity = mapping->identity,
                                        .generation = tenon_platform_generation(),
                                        .slot = slot,
                                        .attachment = attachment_of(mapping->base, slot),
                                        .contract_version = header->contract_version,
                                        .wait = settings->wait,
                                        .full_fences = settings->full_fences};
    opened->contract_version = header->contract_version;
    opened->descriptor = descriptor;
    opened->persistent = (header->flags & TENON_REGION_FLAGS_PERSISTENT) != 0;
    opened->list.host = &opened->host;
    tenon_status status = open_sections(opened, mapping->entries, sections);
    if (status != TENON_OK) {
        tenon_region_free(opened);
        return status;
    }
    *region = opened;
    return TENON_OK;
}

void tenon_region_free(tenon_region *region) {
    for (uint32_t i = 0; i < region->list.count; i++) {
        const tenon_section *section = &region->list.sections[i];
        section->kind->free(section->object);
    }
    free(region->list.sections);
    free(region->path);
    free(region);
}

bool tenon_region_has_section(const tenon_region *region, uint32_t section) {
    return section < region->list.count;
}

tenon_status tenon_region_require_section(const tenon_region *region, uint32_t section) {
    const tenon_region_descriptor *descriptor = region->descriptor;
    if (region->host.generation != tenon_platform_generation()) {
        return tenon_section_host_check(&region->host);
    }
    if (section < region->list.count) {
        return TENON_OK;
    }
    if (section >= descriptor->section_count) {
        return tenon_fail(TENON_INVALID, "region '%s' has no section %" PRIu32, descriptor->region,
                          section);
    }
    return tenon_fail(TENON_NOT_FOUND,
                      "%s.%s came with version %" PRIu32 " of the contract, and %s is of version "
                      "%" PRIu32,
                      descriptor->region, descriptor->sections[section].name,
                      descriptor->sections[section].since, region->path, region->contract_version);
}

uint32_t tenon_region_contract_version(const tenon_region *region) {
    return region->contract_version;
}
