/* SPDX-License-Identifier: Apache-2.0 */
/* Creation: everything is written under a temporary name, which link() then turns into the real
 * one in one step. A creator killed at any instruction leaves at most the temporary file. */
#include "region/region_creator.h"

#include <stdlib.h>
#include <string.h>

#include <tenon/atomic.h>

#include "base/failure.h"
#include "region/membership.h"
#include "region/section_table.h"

static void copy_name(char target[TENON_NAME_BYTES], const char *name) {
    memcpy(target, name, strlen(name));
}

/* Everything in the header but the state. */
static tenon_status fill_header(const tenon_region_descriptor *descriptor, uint32_t flags,
                                uint64_t identity, tenon_region_header *header) {
    header->magic = TENON_REGION_MAGIC;
    header->format_version = TENON_FORMAT_VERSION;
    header->byte_order = TENON_BYTE_ORDER_MARK;
    header->state = TENON_REGION_STATE_INITIALISING;
    header->flags = flags;
    header->contract_version = descriptor->contract_version;
    memcpy(header->layout_hash, descriptor->layout_hash, sizeof header->layout_hash);
    copy_name(header->schema, descriptor->schema);
    copy_name(header->region, descriptor->region);
    copy_name(header->tool, descriptor->tool);
    header->pid_namespace = tenon_platform_pid_namespace();
    header->time_namespace = tenon_platform_time_namespace();
    header->creator = identity;
    header->created = tenon_platform_wall_clock();
    header->participants[0].identity = identity;
    header->participants[0].generation = 1;
    tenon_membership_announce_abilities(header->participants, 0);
    tenon_status status = tenon_platform_boot_id(header->boot_id);
    return status != TENON_OK ? status : tenon_platform_random(&header->nonce);
}

/* Fills the mapped bytes, which are zero, as an empty queue is. */
static void write_region(void *base, const tenon_region_header *header,
                         const tenon_section_entry *entries,
                         const tenon_region_descriptor *descriptor) {
    uint8_t *bytes = base;
    memcpy(bytes, header, sizeof *header);
    memcpy(bytes + header->section_table_offset, entries,
           header->section_count * sizeof *entries);
    memcpy(bytes + header->layout_text_offset, descriptor->layout_text,
           (size_t)header->layout_text_size);
    if (header->description_size != 0) {
        memcpy(bytes + header->description_offset, descriptor->description,
               (size_t)header->description_size);
    }
    for (uint32_t i = 0; i < header->section_count; i++) {
        if (descriptor->sections[i].initial != NULL) {
            memcpy(bytes + entries[i].data_offset, descriptor->sections[i].initial,
                   (size_t)entries[i].size);
        }
    }
    /* Pairs with the acquire load in join_mapped() of region_attacher.c: who sees READY sees all of
     * the above. */
    tenon_store_release_u32(&tenon_region_shared_header(base)->state, TENON_REGION_STATE_READY);
}

/* Fills a draft and publishes it. */
static tenon_status build_draft(const tenon_region_descriptor *descriptor,
                                const tenon_region_settings *settings,
                                const tenon_platform_draft *draft, tenon_region_mapping *mapping,
                                tenon_region **region) {
    const char *path = settings->path;
    uint64_t size = mapping->header->total_size;
    tenon_status status = tenon_platform_identify(draft->file, path, &mapping->id);
    if (status == TENON_OK) {
        status = tenon_platform_reserve(draft->file, path, size);
    }
    if (status == TENON_OK) {
        status = tenon_platform_map(draft->file, path, size, &mapping->base);
    }
    if (status != TENON_OK) {
        return status;
    }
    write_region(mapping->base, mapping->header, mapping->entries, descriptor);
    status = tenon_region_open(descriptor, mapping, 0, settings, region);
    if (status == TENON_OK) {
        status = tenon_platform_publish(draft, path);
        if (status == TENON_OK) {
            return TENON_OK;
        }
        tenon_region_free(*region);
        *region = NULL;
    }
    tenon_platform_unmap(mapping->base, size);
    return status;
}

static tenon_status build(const tenon_region_descriptor *descriptor,
                          const tenon_region_settings *settings, tenon_region_header *header,
                          const tenon_section_entry *entries, tenon_region **region) {
    tenon_region_mapping mapping = {.header = header, .entries = entries};
    tenon_status status = tenon_platform_identity(&mapping.identity);
    if (status == TENON_OK) {
        status = fill_header(descriptor, settings->flags, mapping.identity, header);
    }
    if (status != TENON_OK) {
        return status;
    }
    tenon_platform_draft draft;
    status = tenon_platform_create_private(settings->path, &draft);
    if (status != TENON_OK) {
        return status;
    }
    status = build_draft(descriptor, settings, &draft, &mapping, region);
    if (status == TENON_OK) {
        tenon_platform_close(draft.file);
    } else {
        tenon_platform_discard(&draft);
    }
    return status;
}

tenon_status tenon_region_build(const tenon_region_descriptor *descriptor,
                                const tenon_region_settings *settings, tenon_region **region) {
    size_t count = descriptor->section_count;
    tenon_section_entry *entries = calloc(count != 0 ? count : 1, sizeof *entries);
    if (entries == NULL) {
        return tenon_fail(TENON_SYSTEM, "no memory for %zu section entries", count);
    }
    tenon_region_header header;
    memset(&header, 0, sizeof header);
    tenon_status status = tenon_section_table_plan(descriptor, &header, entries);
    if (status == TENON_OK) {
        status = build(descriptor, settings, &header, entries, region);
    }
    free(entries);
    return status;
}
