/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Regions: one name, one segment of shared memory, its content typed by a schema.
 *
 * A region handle belongs to the process that opened it. In a child after fork() every function
 * that takes it or one of its queues is refused with TENON_INVALID, and a struct of it is NULL (a
 * pointer to one that was taken before the fork still leads there); but closing it succeeds and
 * drops the child's mapping alone. The child opens the region again to take part. The functions
 * here may be called from any thread, but tenon_region_close() must not run while another thread
 * uses the same handle.
 *
 * Whoever may write to the file of a region may cut it short; an access to memory that is gone then
 * raises SIGBUS, whose default is to end the process. Functions that call the system anyway or run
 * rarely (attaching, closing, taking and leaving a role, waiting) look at the file's size first and
 * return TENON_TRUNCATED; claim, trim, publish, poll and accesses to structs and messages do not
 * look, and a file may be cut between a look and the access. */
#ifndef TENON_REGION_H
#define TENON_REGION_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/status.h>
#include <tenon_format/tenon_format.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A region that is open in this process. */
typedef struct tenon_region tenon_region;

/** One end or both of a queue in an open region. See tenon/queue.h. */
typedef struct tenon_queue tenon_queue;

/** A latest value in an open region. See tenon/latest.h. */
typedef struct tenon_latest tenon_latest;

/** A broadcast in an open region, with its producer. See tenon/broadcast.h. */
typedef struct tenon_broadcast tenon_broadcast;

/** One that consumes a broadcast. */
typedef struct tenon_broadcast_consumer tenon_broadcast_consumer;
/** A work section in an open region. See tenon/work.h. */
typedef struct tenon_work tenon_work;

/** The name is 1 to TENON_MAX_REGION_NAME_BYTES of A-Z a-z 0-9 . _ -, not starting with a dot, in
 * the system's shared memory. */
#define TENON_BACKING_POSIX UINT32_C(0)
/** The name is a path on a local file system that has hard links. */
#define TENON_BACKING_FILE UINT32_C(1)

/* Ways of waiting, for tenon_region_options.wait. Times are those of a machine that is not busy;
 * docs/benchmarks.md has measured ones. */

/** Spins as long as that has been worth it lately, at most 50 us a wait, then sleeps until it is
 * woken; after a spin in vain the next waits sleep at once, up to 255 of them. A conversation that
 * goes on costs a processor on each side and a microsecond or less a wake-up; an idle wait next to
 * nothing, and a wake-up what the system takes for it, some ten microseconds. */
#define TENON_WAIT_BALANCED UINT32_C(0)
/** Never sleeps: the lowest latency, for a thread that has a processor to itself. A wait costs all
 * of it, and the answer comes within a microsecond. A reader of a fast stream pauses for one, too,
 * where another policy has it pause for up to 16 us, so that many messages come at a time. With
 * fewer processors than such threads, everybody waits for the scheduler. */
#define TENON_WAIT_LATENCY UINT32_C(1)
/** Sleeps at once: costs the least of the processor, and each wait the system's wake-up. */
#define TENON_WAIT_FRUGAL UINT32_C(2)

/** One section of a region, as the schema declares it. */
typedef struct tenon_section_descriptor {
    /** Name in the schema, at most 63 bytes. */
    const char *name;
    /** A TENON_SECTION_KIND_. */
    uint32_t kind;
    /** Alignment in bytes of the struct or of the largest message type of a queue or of work, 1 to
     * 4096; TENON_LATEST_ALIGNMENT of a latest value, TENON_BROADCAST_ALIGNMENT of a broadcast, 8
     * of an event, a mutex or a semaphore. */
    uint32_t alignment;
    /** Bytes of the struct; capacity in bytes of the ring of a queue, a broadcast or work, a power
     * of two; TENON_LATEST_BYTES() of the latest value; TENON_EVENT_BYTES, TENON_MUTEX_BYTES or
     * TENON_SEMAPHORE_BYTES(). */
    uint64_t size;
    /** Content of a struct in a new region: size bytes, or NULL for zero. NULL otherwise. */
    const void *initial;
    /** Contract version that appended the section to the region; 0 or 1 for one that was always
     * there. Ascends from section to section. A region of an older program lacks the section. */
    uint32_t since;
    /** Lanes of a queue; workers of a work section at a time, 1 to TENON_MAX_WORKERS; permits of a
     * semaphore, 1 to TENON_MAX_PERMITS; 0 for 1. 0 or 1 otherwise. */
    uint32_t count;
    /** TENON_SECTION_FLAGS_. */
    uint32_t flags;
} tenon_section_descriptor;

/** The size that a section has from a version of the schema on, until a later one; for structs and
 * latest values. */
typedef struct tenon_section_size {
    uint32_t section; /**< Index of the section. */
    uint32_t since;   /**< Contract version, 1 or more. */
    uint64_t size;    /**< Bytes, 1 or more. */
} tenon_section_size;

/** A region type. Generated code has one constant for each. It and everything in it stays as it is
 * while a region is open that was opened with it. */
typedef struct tenon_region_descriptor {
    const char *schema;        /**< Name of the schema, at most 63 bytes. */
    const char *region;        /**< Name of the region type, at most 63 bytes. */
    const char *tool;          /**< Generator and its version, at most 63 bytes. */
    uint32_t contract_version; /**< Version of the schema, 0 to 65535. */
    uint32_t section_count;    /**< Entries in sections, at most TENON_MAX_SECTIONS. */
    const tenon_section_descriptor *sections;
    const char *layout_text;   /**< The canonical layout text in UTF-8; needs no terminator. */
    uint64_t layout_text_size; /**< Its length in bytes, at most TENON_MAX_LAYOUT_TEXT. */
    uint8_t layout_hash[TENON_LAYOUT_HASH_BYTES]; /**< SHA-256 of it. */
    /** Sizes of the sections that have grown, ordered by section and version; the last of each
     * section is the size it has now. A section without any always had that size. */
    const tenon_section_size *section_sizes;
    uint32_t section_size_count; /**< Entries in section_sizes. */
    /** For tools and people, in UTF-8, without a terminator; NULL for none. Not compared. */
    const char *description;
    uint64_t description_size; /**< Its length in bytes, at most TENON_MAX_DESCRIPTION_TEXT. */
} tenon_region_descriptor;

/** Options of opening a region. All zero is the default, and so is a NULL pointer to it. */
typedef struct tenon_region_options {
    /** TENON_BACKING_POSIX or TENON_BACKING_FILE. */
    uint32_t backing;
    /** Zero or TENON_REGION_FLAGS_PERSISTENT; only looked at by the process that creates. */
    uint32_t flags;
    /** TENON_WAIT_BALANCED, TENON_WAIT_LATENCY or TENON_WAIT_FRUGAL. */
    uint32_t wait;
    /** Whether each publish has a fence of its own, some 10 ns. Otherwise, where the system offers
     * it (membarrier on Linux), whoever is about to sleep interrupts all processors on which a
     * process runs that holds a role. True for programs that must not be interrupted. */
    bool full_fences;
} tenon_region_options;

/**
 * Creates a region. All its bytes are reserved here, so a full file system fails here and not
 * later. The name appears only when the region is complete.
 *
 * A region of this name that is not persistent and has no living participant is replaced.
 *
 * @return TENON_OK; TENON_EXISTS; TENON_NO_SPACE; TENON_BUSY; TENON_INVALID; TENON_SYSTEM
 */
TENON_API tenon_status tenon_region_create(const tenon_region_descriptor *descriptor,
                                           const char *name, const tenon_region_options *options,
                                           tenon_region **region);

/**
 * Attaches a region that exists. Nothing is written before everything is verified: owner and
 * mode of the file, its size, the header, the layout, the section table. A layout fits when it is
 * the own one, or when both were the same at the older side's contract version.
 *
 * @return TENON_OK; TENON_NOT_FOUND; TENON_MISMATCH; TENON_CORRUPT; TENON_NOT_READY; TENON_STALE;
 *     TENON_FOREIGN_NAMESPACE; TENON_UNSAFE; TENON_LIMIT; TENON_BUSY; TENON_INVALID; TENON_SYSTEM;
 *     TENON_TRUNCATED when its file is cut short meanwhile
 */
TENON_API tenon_status tenon_region_attach(const tenon_region_descriptor *descriptor,
                                           const char *name, const tenon_region_options *options,
                                           tenon_region **region);

/**
 * Attaches the region of this name, or creates it when there is none or only one that nobody
 * lives to use and that is not persistent. Of many processes that race, one creates.
 *
 * @return as tenon_region_create() and tenon_region_attach()
 */
TENON_API tenon_status tenon_region_open_or_create(const tenon_region_descriptor *descriptor,
                                                   const char *name,
                                                   const tenon_region_options *options,
                                                   tenon_region **region);

/**
 * Leaves the roles held through this handle (claims that are not published are dropped) and the
 * region. The last live participant removes the name, unless the region is persistent. Pointers
 * into the region are invalid afterwards. NULL is allowed. Not to be called in a handler of one of
 * its queues.
 *
 * @return TENON_OK; TENON_BUSY in a handler: nothing is done, the region stays open;
 *     TENON_TIMED_OUT when the registration lock could not be had in 5 s, TENON_SYSTEM when the
 *     operating system refused it: the region is closed all the same, but its name may stay;
 *     TENON_TRUNCATED when the file was cut short: the region is closed, and its name stays if its
 *     header is gone
 */
TENON_API tenon_status tenon_region_close(tenon_region *region);

/**
 * Removes the name of a region, in whatever state it is and whoever is attached. Processes that
 * are attached keep the memory and one another; nobody new finds it, and a new region of this name
 * is another one. Waits for a process that is joining or leaving it.
 *
 * @param name as given to the function that opened the region
 * @param options the backing; NULL for shared memory
 * @return TENON_OK; TENON_NOT_FOUND when nothing has this name; TENON_UNSAFE when what has it is
 *     not a regular file of this user, and stays; TENON_BUSY when the registration lock could not
 *     be had in 5 s; TENON_INVALID when the name or the options are not possible; TENON_SYSTEM when
 *     the operating system refuses
 */
TENON_API tenon_status tenon_region_remove(const char *name, const tenon_region_options *options);

/**
 * Gives the own attachment a label, by which tools and messages name it. What it was called before
 * is gone; a new attachment has an empty one. May be called by one thread at a time.
 *
 * @param label 0 to TENON_LABEL_BYTES bytes of UTF-8
 * @return TENON_OK; TENON_TOO_LONG; TENON_INVALID in a child after fork(); TENON_TRUNCATED
 */
TENON_API tenon_status tenon_region_set_label(tenon_region *region, const char *label);

/**
 * Whether the region has a section: always, but for one that came with a later version of the
 * schema than the region's.
 *
 * @param section its index in the descriptor; false when that is none
 */
TENON_API bool tenon_region_has_section(const tenon_region *region, uint32_t section);

/** State of the process that holds a role of a section: one end of a queue, the writer of a latest
 * value, the producer of work. */
typedef enum tenon_peer_state {
    TENON_PEER_STATE_NEVER_JOINED, /**< Nobody has taken the role since the region was made. */
    TENON_PEER_STATE_PRESENT,      /**< A process that lives, or cannot be told to be dead. */
    TENON_PEER_STATE_STOPPED,      /**< A process that does not run: it was stopped by a signal or a
                                        debugger, or its control group is frozen. It may go on at
                                        any time, and keeps the role. */
    TENON_PEER_STATE_LEFT          /**< The last holder gave the role up or died. */
} tenon_peer_state;

/**
 * Requires that the region has a section.
 *
 * @return TENON_OK; TENON_NOT_FOUND when the section came with a later version of the schema than
 *     the region's: the detail names both; TENON_INVALID when section is not the index of one, or
 *     in a child after fork()
 */
TENON_API tenon_status tenon_region_require_section(const tenon_region *region, uint32_t section);

/** The bytes of a struct section, tenon_region_struct_size() of them; NULL when section is not the
 * index of one that the region has, or in a child after fork(). */
TENON_API void *tenon_region_struct(tenon_region *region, uint32_t section);

/**
 * Bytes that a struct section has in this region: as many as the struct had in the creator's
 * version of the schema, so fewer than its type when the creator is older, and possibly more when
 * it is newer. Zero when section is not the index of a struct that the region has.
 */
TENON_API uint64_t tenon_region_struct_size(const tenon_region *region, uint32_t section);

/** A queue section; NULL when section is not the index of one that the region has. Valid until the
 * region closes. */
TENON_API tenon_queue *tenon_region_queue(tenon_region *region, uint32_t section);

/** A latest value; NULL when section is not the index of one that the region has. Valid until the
 * region closes. */
TENON_API tenon_latest *tenon_region_latest(tenon_region *region, uint32_t section);

/** A broadcast; NULL when section is not the index of one that the region has. Valid until the
 * region is closed. For any thread. */
TENON_API tenon_broadcast *tenon_region_broadcast(tenon_region *region, uint32_t section);
/** A work section; NULL when section is not the index of one that the region has. Valid until the
 * region closes. */
TENON_API tenon_work *tenon_region_work(tenon_region *region, uint32_t section);

/** The contract version of the process that created the region, 0 to 65535; read and checked once,
 * when the region was opened. */
TENON_API uint32_t tenon_region_contract_version(const tenon_region *region);

#ifdef __cplusplus
}
#endif
#endif
