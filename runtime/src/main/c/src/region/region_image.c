/* SPDX-License-Identifier: Apache-2.0 */
#include "region/region_image.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/failure.h"
#include "layout/layout_difference.h"
#include "layout/layout_history.h"
#include "base/printable.h"

static bool lies_inside(uint64_t offset, uint64_t size, uint64_t begin, uint64_t end) {
    return offset >= begin && offset <= end && size <= end - offset;
}

static bool is_terminated(const char name[TENON_NAME_BYTES]) {
    return memchr(name, '\0', TENON_NAME_BYTES) != NULL;
}

/* A text that a header points at. */
typedef struct header_text {
    const char *name;
    uint64_t offset;
    uint64_t size;
    uint64_t limit; /* bytes that it can have */
} header_text;

static tenon_status check_text(const header_text *checked, uint64_t begin, uint64_t total_size,
                               const char *path) {
    if (checked->size <= checked->limit &&
        lies_inside(checked->offset, checked->size, begin, total_size)) {
        return TENON_OK;
    }
    return tenon_fail(TENON_CORRUPT,
                      "%s has a %s text of %" PRIu64 " bytes at %" PRIu64 " in %" PRIu64 " bytes",
                      path, checked->name, checked->size, checked->offset, total_size);
}

tenon_status tenon_region_image_read(tenon_platform_file file, const char *path,
                                      uint64_t file_size, tenon_region_header *header) {
    if (file_size < sizeof *header) {
        return tenon_fail(TENON_CORRUPT, "%s has %" PRIu64 " bytes, a region header has %zu", path,
                          file_size, sizeof *header);
    }
    tenon_status status = tenon_platform_read(file, path, 0, header, sizeof *header);
    if (status != TENON_OK) {
        return status;
    }
    if (header->magic != TENON_REGION_MAGIC) {
        return tenon_fail(TENON_CORRUPT, "%s is not a region: it starts with %016" PRIx64, path,
                          header->magic);
    }
    if (header->byte_order != TENON_BYTE_ORDER_MARK) {
        return tenon_fail(TENON_CORRUPT, "%s has another byte order: its mark reads %08" PRIx32,
                          path, header->byte_order);
    }
    if (header->format_version != TENON_FORMAT_VERSION) {
        return tenon_fail(TENON_MISMATCH,
                          "%s has region format %" PRIu32 ", this runtime reads format %" PRIu32,
                          path, header->format_version, TENON_FORMAT_VERSION);
    }
    if (header->state == TENON_REGION_STATE_INITIALISING) {
        return tenon_fail(TENON_NOT_READY, "the creator of %s has not finished", path);
    }
    if (header->state != TENON_REGION_STATE_READY) {
        return tenon_fail(TENON_CORRUPT, "%s has the unknown state %" PRIu32, path, header->state);
    }
    if (header->total_size > file_size || header->total_size < sizeof *header) {
        return tenon_fail(TENON_CORRUPT,
                          "%s has %" PRIu64 " bytes, its header says %" PRIu64, path, file_size,
                          header->total_size);
    }
    if (header->section_count > TENON_MAX_SECTIONS ||
        header->section_table_offset % TENON_SECTION_ENTRY_ALIGNMENT != 0 ||
        !lies_inside(header->section_table_offset,
                     header->section_count * sizeof(tenon_section_entry), sizeof *header,
                     header->total_size)) {
        return tenon_fail(TENON_CORRUPT,
                          "%s has a section table of %" PRIu32 " entries at %" PRIu64
                          " in %" PRIu64 " bytes",
                          path, header->section_count, header->section_table_offset,
                          header->total_size);
    }
    uint64_t table_end =
        header->section_table_offset + header->section_count * sizeof(tenon_section_entry);
    const header_text layout = {"layout", header->layout_text_offset, header->layout_text_size,
                                TENON_MAX_LAYOUT_TEXT};
    status = check_text(&layout, table_end, header->total_size, path);
    if (status != TENON_OK) {
        return status;
    }
    const header_text description = {"description", header->description_offset,
                                     header->description_size, TENON_MAX_DESCRIPTION_TEXT};
    status = check_text(&description, layout.offset + layout.size, header->total_size, path);
    if (status != TENON_OK) {
        return status;
    }
    if (header->contract_version > TENON_MAX_CONTRACT_VERSION) {
        return tenon_fail(TENON_CORRUPT, "%s has the contract version %" PRIu32 ", at most %" PRIu32
                          " is possible", path, header->contract_version,
                          TENON_MAX_CONTRACT_VERSION);
    }
    if (!is_terminated(header->schema) || !is_terminated(header->region) ||
        !is_terminated(header->tool)) {
        return tenon_fail(TENON_CORRUPT, "%s has a name without an end", path);
    }
    return TENON_OK;
}

static tenon_status check_namespace(const char *path, const char *kind, uint64_t theirs,
                                    uint64_t own) {
    return theirs == own ? TENON_OK
                         : tenon_fail(TENON_FOREIGN_NAMESPACE,
                                      "%s was created in %s namespace %" PRIu64
                                      ", this process is in %" PRIu64,
                                      path, kind, theirs, own);
}

tenon_status tenon_region_image_check_origin(const tenon_region_header *header,
                                              const char *path) {
    uint8_t boot_id[TENON_BOOT_ID_BYTES];
    tenon_status status = tenon_platform_boot_id(boot_id);
    if (status != TENON_OK) {
        return status;
    }
    if (memcmp(boot_id, header->boot_id, sizeof boot_id) != 0) {
        return tenon_fail(TENON_STALE, "%s was created before this machine's last boot", path);
    }
    status = check_namespace(path, "process-id", header->pid_namespace,
                             tenon_platform_pid_namespace());
    return status != TENON_OK ? status
                              : check_namespace(path, "time", header->time_namespace,
                                                tenon_platform_time_namespace());
}

/* Layouts that differ fit when they were the same at the version of the older side. */
static bool have_common_version(const tenon_layout_side *theirs, const uint8_t *their_hash,
                                const tenon_layout_side *ours, const uint8_t *our_hash) {
    uint32_t common = theirs->contract_version < ours->contract_version ? theirs->contract_version
                                                                        : ours->contract_version;
    uint8_t theirs_then[TENON_LAYOUT_HASH_BYTES];
    uint8_t ours_then[TENON_LAYOUT_HASH_BYTES];
    return tenon_layout_hash_at(theirs->text, theirs->text_size, their_hash, common,
                                theirs_then) &&
           tenon_layout_hash_at(ours->text, ours->text_size, our_hash, common, ours_then) &&
           memcmp(theirs_then, ours_then, sizeof ours_then) == 0;
}

/* The hashes differ. */
static tenon_status check_history(tenon_platform_file file, const char *path,
                                  const tenon_region_header *header,
                                  const tenon_region_descriptor *descriptor) {
    /* A private copy: the bytes may change while they are compared. */
    size_t size = (size_t)header->layout_text_size;
    char *text = malloc(size + 1);
    if (text == NULL) {
        return tenon_fail(TENON_SYSTEM, "no memory for a layout text of %zu bytes", size);
    }
    tenon_status status = tenon_platform_read(file, path, header->layout_text_offset, text, size);
    if (status == TENON_OK) {
        tenon_layout_side theirs = {header->schema, header->tool, header->contract_version, text,
                                    size};
        tenon_layout_side ours = {descriptor->schema, descriptor->tool,
                                  descriptor->contract_version, descriptor->layout_text,
                                  (size_t)descriptor->layout_text_size};
        if (!have_common_version(&theirs, header->layout_hash, &ours, descriptor->layout_hash)) {
            char message[1200];
            tenon_layout_difference(&theirs, &ours, message, sizeof message);
            status = tenon_fail(TENON_MISMATCH, "%s: %s", path, message);
        }
    }
    free(text);
    return status;
}

tenon_status tenon_region_image_check_layout(tenon_platform_file file, const char *path,
                                              const tenon_region_header *header,
                                              const tenon_region_descriptor *descriptor) {
    if (strcmp(header->schema, descriptor->schema) != 0 ||
        strcmp(header->region, descriptor->region) != 0) {
        char region[TENON_PRINTABLE_ROOM];
        char schema[TENON_PRINTABLE_ROOM];
        tenon_printable(region, header->region, strlen(header->region));
        tenon_printable(schema, header->schema, strlen(header->schema));
        return tenon_fail(TENON_MISMATCH,
                          "%s holds region %s of schema %s v%" PRIu32
                          ", this program expects region %s of schema %s v%" PRIu32,
                          path, region, schema, header->contract_version, descriptor->region,
                          descriptor->schema, descriptor->contract_version);
    }
    if (memcmp(header->layout_hash, descriptor->layout_hash, sizeof header->layout_hash) != 0) {
        return check_history(file, path, header, descriptor);
    }
    return TENON_OK;
}
