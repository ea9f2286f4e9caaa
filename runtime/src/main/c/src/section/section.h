/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kinds of sections. What the runtime knows of one kind is in one file, as a struct of
 * functions; tenon_section_kind_of() is the table of them. Everything else treats them alike.
 */
#ifndef TENON_SRC_SECTION_SECTION_H
#define TENON_SRC_SECTION_SECTION_H

#include <stdbool.h>

#include <tenon/region.h>

#include "base/printable.h"
#include "section/signal.h"

/* The region that a section is part of. Lives at least as long as the section. */
typedef struct tenon_section_host {
    uint8_t *base;
    uint64_t size;             /* bytes that are mapped */
    tenon_platform_file_id id; /* which file they are of; it is not open */
    const char *path;
    uint64_t nonce;
    uint64_t identity;   /* of the process that opened it */
    uint32_t generation; /* of that process */
    uint32_t slot;       /* of the own participant */
    uint64_t attachment; /* the own one, as a word of the region has it */
    uint32_t contract_version; /* of the region */
    uint32_t wait;       /* a TENON_WAIT_ */
    bool full_fences;    /* whether publishing is not to rely on barriers of sleepers */
} tenon_section_host;

/* TENON_INVALID in a child that fork() made of the process that opened the region: the child is no
 * participant, and its roles are its parent's. */
tenon_status tenon_section_host_check(const tenon_section_host *host);

/* Requires that the region's memory is there: TENON_TRUNCATED. Cannot tell when the region has lost
 * its name. A system call; for what calls the system anyway, or happens rarely. */
tenon_status tenon_section_host_require_whole(const tenon_section_host *host);

/* Receives the printable label of a participant; empty when it has none, or when its slot, as
 * somebody wrote it, is another one's by now. */
void tenon_section_host_label(const tenon_section_host *host, uint32_t slot, uint64_t identity,
                              char label[TENON_PRINTABLE_ROOM]);

/* Whether every participant can wake others. */
bool tenon_section_host_all_can_wake(const tenon_section_host *host);

/* Whether an attachment, as a word of the region has it, is gone: its slot is none, or is another
 * one's, or nobody's, or a dead process's. Who cannot be told to be dead is there. */
bool tenon_section_host_is_gone(const tenon_section_host *host, uint64_t attachment);

/* Entry that this program expects in the table of an existing region. */
typedef struct tenon_section_expectation {
    const tenon_section_descriptor *own;
    uint64_t size;  /* bytes that it has in the region's contract version, if that is not newer */
    int age;        /* below zero: the region is older than this program; above: newer */
    uint64_t begin; /* where in the region it may lie */
    uint64_t end;
} tenon_section_expectation;

/* One kind. No function may be NULL. An object is what open() made of one section. */
struct tenon_section_kind {
    uint32_t kind;    /* a TENON_SECTION_KIND_ */
    const char *name; /* for messages */
    bool grows;       /* whether its size may differ between versions of the schema */

    /* Whether this section can be made; its name and alignment have been checked. */
    tenon_status (*check)(const tenon_section_descriptor *section);

    /* Sets where the data of a new section lies, whose entry has everything else, and receives
     * where it ends; false when that does not fit into a file. */
    bool (*extent)(tenon_section_entry *entry, uint64_t *end);

    /* Checks an entry whose name and kind are as expected. NULL, and receives where the section
     * ends; or the member at fault. */
    const char *(*misplaced)(const tenon_section_entry *entry,
                             const tenon_section_expectation *expected, uint64_t *end);

    /* Makes the object of a section whose entry has been checked. */
    tenon_status (*open)(const tenon_section_host *host, const tenon_section_entry *entry,
                         void **object);

    /* Whether this process can give up the section now; TENON_BUSY in a handler. */
    tenon_status (*may_leave)(const void *object);

    /* Gives up what this process holds of the section; the region is still mapped. */
    void (*leave)(void *object);

    /* Frees the object. */
    void (*free)(void *object);

    /* Whether a reader that polls now finds something. */
    bool (*ready)(const void *object);

    /* Returns the word to sleep on until that may have changed; NULL when it never changes. */
    const tenon_signal *(*wait_word)(const void *object);
};

extern const struct tenon_section_kind tenon_struct_section;
extern const struct tenon_section_kind tenon_queue_section;
extern const struct tenon_section_kind tenon_latest_section;
extern const struct tenon_section_kind tenon_broadcast_section;
extern const struct tenon_section_kind tenon_work_section;
extern const struct tenon_section_kind tenon_event_section;
extern const struct tenon_section_kind tenon_mutex_section;
extern const struct tenon_section_kind tenon_semaphore_section;

/* The kind of this number, or NULL. */
const struct tenon_section_kind *tenon_section_kind_of(uint32_t number);

/* An open section. */
typedef struct tenon_section {
    const struct tenon_section_kind *kind;
    void *object;
    uint64_t size; /* of its entry */
} tenon_section;

/* The sections of an open region, in the order of the schema. It is the first member of
 * tenon_region, so that a kind finds its own without knowing anything else of a region. */
typedef struct tenon_section_list {
    const tenon_section_host *host;
    tenon_section *sections;
    uint32_t count;
} tenon_section_list;

/* The section of this index, or NULL when there is none or it is of another kind. */
const tenon_section *tenon_section_at(const tenon_region *region, uint32_t index,
                                      const struct tenon_section_kind *kind);

/* Helpers that kinds share. */

/* Lanes or workers of a section. */
uint32_t tenon_section_count(const tenon_section_descriptor *section);

/* Required alignment of the start of a section whose data has this alignment. */
uint64_t tenon_section_start_alignment(uint64_t alignment);

/* Whether an entry starts from begin to end, at a multiple of what its alignment or the own one
 * requires, whichever is larger. */
bool tenon_section_starts_inside(const tenon_section_entry *entry, uint64_t own_alignment,
                                 uint64_t begin, uint64_t end);

/* The extent of a section with a header of so many bytes and its data behind that. */
bool tenon_section_extent_behind(uint64_t header_bytes, tenon_section_entry *entry,
                                 uint64_t *end);

/* Checks where such a section lies, as a kind does that has checked alignment and size. */
const char *tenon_section_misplaced_behind(uint64_t header_bytes,
                                           const tenon_section_entry *entry,
                                           const tenon_section_expectation *expected,
                                           uint64_t *end);

/* Whether the size of an entry is that of a section that grows: it was smaller when an older region
 * was made, and may be larger still in a newer one. */
bool tenon_section_is_expected_size(const tenon_section_entry *entry,
                                    const tenon_section_expectation *expected);

/* Checks the descriptor of a section that is a header and so many words of eight bytes. */
tenon_status tenon_section_check_words(const struct tenon_section_kind *kind,
                                       const tenon_section_descriptor *section, uint64_t bytes);

/* Checks the entry of such a section. */
const char *tenon_section_misplaced_words(uint64_t header_bytes,
                                          const tenon_section_entry *entry,
                                          const tenon_section_expectation *expected,
                                          uint64_t *end);

/* Receives the object of a section, all zero, to be freed by tenon_platform_free_aligned(); reports
 * that there is no memory for it. */
tenon_status tenon_section_allocate(const struct tenon_section_kind *kind,
                                    const tenon_section_entry *entry, size_t alignment,
                                    size_t size, void **object);

/* The may_leave of a kind that calls no handlers. */
tenon_status tenon_section_may_always_leave(const void *object);

/* The leave of a kind of which a process holds nothing. */
void tenon_section_leave_nothing(void *object);

/* Reports that there is no memory for the object of a section. */
tenon_status tenon_section_no_memory(const struct tenon_section_kind *kind,
                                     const tenon_section_entry *entry);

#endif
