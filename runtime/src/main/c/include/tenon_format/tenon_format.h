/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bytes of a shared-memory region. Both runtimes are built on what is generated from here.
 */
#ifndef TENON_FORMAT_TENON_FORMAT_H
#define TENON_FORMAT_TENON_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define TENON_FORMAT_STATIC_ASSERT(condition, text) static_assert(condition, text)
#define TENON_FORMAT_ALIGNED(bytes) alignas(bytes)
#define TENON_FORMAT_ALIGNMENT_OF(type) alignof(type)
extern "C" {
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define TENON_FORMAT_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#define TENON_FORMAT_ALIGNED(bytes) _Alignas(bytes)
#define TENON_FORMAT_ALIGNMENT_OF(type) _Alignof(type)
#else
#define TENON_FORMAT_STATIC_ASSERT(condition, text) struct tenon_format_no_assertion
#define TENON_FORMAT_ALIGNED(bytes) __attribute__((aligned(bytes)))
#define TENON_FORMAT_ALIGNMENT_OF(type) __alignof__(type)
#endif

/** "TNREGION" as little-endian bytes; first eight bytes of every region. */
#define TENON_REGION_MAGIC UINT64_C(0x4E4F494745524E54)
/** Version of this format. Another version is never attached. */
#define TENON_FORMAT_VERSION UINT32_C(1)
/** Stored in the creator's byte order. */
#define TENON_BYTE_ORDER_MARK UINT32_C(0x01020304)
/** Attachments that one region can have at a time. */
#define TENON_PARTICIPANT_SLOTS UINT32_C(64)
/** Room for a name, its terminating NUL included. */
#define TENON_NAME_BYTES UINT32_C(64)
/** Sections that one region can have. */
#define TENON_MAX_SECTIONS UINT32_C(1024)
/** Sections start at multiples of this: two cache lines, because processors fetch them in pairs. */
#define TENON_SECTION_ALIGNMENT UINT32_C(128)
/** A region's total size is a multiple of this. */
#define TENON_PAGE_BYTES UINT32_C(4096)
/** Smallest alignment of a queue's records. */
#define TENON_RECORD_ALIGNMENT UINT32_C(8)
/** Message id of the record that fills the end of a queue before it wraps. */
#define TENON_PADDING_MESSAGE_ID ((uint16_t)0u)
/** Low bits of a process identity: the start time in clock ticks since boot. The process id is
 * above. */
#define TENON_IDENTITY_START_BITS UINT32_C(42)

/** How far the creator has come. */
typedef uint32_t tenon_region_state;
/** The creator is still writing. Nobody may attach. */
#define TENON_REGION_STATE_INITIALISING ((tenon_region_state)0u)
/** Everything below is complete and may be read. */
#define TENON_REGION_STATE_READY ((tenon_region_state)1u)

/** What a section of a region holds. */
typedef uint32_t tenon_section_kind;
/** One struct of the schema. */
#define TENON_SECTION_KIND_STRUCT ((tenon_section_kind)1u)
/** A QueueHeader and behind it the bytes of a ring of records. */
#define TENON_SECTION_KIND_QUEUE ((tenon_section_kind)2u)

/** Properties given at creation. */
typedef uint32_t tenon_region_flags;
/** The name stays when the last participant closes. */
#define TENON_REGION_FLAGS_PERSISTENT ((tenon_region_flags)1u)

/** What the process that holds one end of a queue can do. */
typedef uint32_t tenon_role_flags;
/** It can wake a sleeping peer. Without it the peer must look again by itself. */
#define TENON_ROLE_FLAGS_CAN_WAKE ((tenon_role_flags)1u)

/** One attachment. Free when the identity is zero. */
typedef struct tenon_participant {
    TENON_FORMAT_ALIGNED(8) uint64_t identity; /* offset 0, size 8 */
} tenon_participant;

#define TENON_PARTICIPANT_SIZE 8
#define TENON_PARTICIPANT_ALIGNMENT 8

/** The first bytes of every region. */
typedef struct tenon_region_header {
    TENON_FORMAT_ALIGNED(128) uint64_t magic; /* offset 0, size 8 */
    uint32_t format_version;                  /* offset 8, size 4 */
    uint32_t byte_order;                      /* offset 12, size 4 */
    uint64_t total_size;                      /* offset 16, size 8 */
    uint32_t state;                           /* offset 24, size 4 */
    tenon_region_flags flags;                 /* offset 28, size 4 */
    uint32_t contract_version;                /* offset 32, size 4 */
    uint32_t section_count;                   /* offset 36, size 4 */
    uint64_t section_table_offset;            /* offset 40, size 8 */
    uint64_t layout_text_offset;              /* offset 48, size 8 */
    uint64_t layout_text_size;                /* offset 56, size 8 */
    uint8_t layout_hash[32];                  /* offset 64, size 32 */
    char schema[64];                          /* offset 96, size 64 */
    char region[64];                          /* offset 160, size 64 */
    char tool[64];                            /* offset 224, size 64 */
    uint8_t boot_id[16];                      /* offset 288, size 16 */
    uint64_t pid_namespace;                   /* offset 304, size 8 */
    uint64_t creator;                         /* offset 312, size 8 */
    uint64_t created;                         /* offset 320, size 8 */
    uint64_t nonce;                           /* offset 328, size 8 */
    tenon_participant participants[64];       /* offset 336, size 512 */
    uint8_t padding_848[48];                  /* offset 848, size 48 */
} tenon_region_header;

#define TENON_REGION_HEADER_SIZE 896
#define TENON_REGION_HEADER_ALIGNMENT 128

/** Where one part of the region's content lies. */
typedef struct tenon_section_entry {
    TENON_FORMAT_ALIGNED(8) char name[64]; /* offset 0, size 64 */
    tenon_section_kind kind;               /* offset 64, size 4 */
    uint32_t alignment;                    /* offset 68, size 4 */
    uint64_t offset;                       /* offset 72, size 8 */
    uint64_t size;                         /* offset 80, size 8 */
    uint64_t data_offset;                  /* offset 88, size 8 */
} tenon_section_entry;

#define TENON_SECTION_ENTRY_SIZE 96
#define TENON_SECTION_ENTRY_ALIGNMENT 8

/** The side of a queue that one role writes. Nothing else shares its cache lines. */
typedef struct tenon_queue_end {
    TENON_FORMAT_ALIGNED(128) uint64_t position; /* offset 0, size 8 */
    uint64_t owner;                              /* offset 8, size 8 */
    uint32_t epoch;                              /* offset 16, size 4 */
    uint32_t flags;                              /* offset 20, size 4 */
    uint8_t padding_24[104];                     /* offset 24, size 104 */
} tenon_queue_end;

#define TENON_QUEUE_END_SIZE 128
#define TENON_QUEUE_END_ALIGNMENT 128

/** The words that a sleeping side and its waker share. */
typedef struct tenon_queue_wait {
    uint32_t sequence; /* offset 0, size 4 */
    uint32_t waiting;  /* offset 4, size 4 */
} tenon_queue_wait;

#define TENON_QUEUE_WAIT_SIZE 8
#define TENON_QUEUE_WAIT_ALIGNMENT 4

/** Control words of a single-producer single-consumer queue. */
typedef struct tenon_queue_header {
    tenon_queue_end producer;                         /* offset 0, size 128 */
    tenon_queue_end consumer;                         /* offset 128, size 128 */
    TENON_FORMAT_ALIGNED(128) tenon_queue_wait data;  /* offset 256, size 8 */
    uint8_t padding_264[120];                         /* offset 264, size 120 */
    TENON_FORMAT_ALIGNED(128) tenon_queue_wait space; /* offset 384, size 8 */
    uint8_t padding_392[120];                         /* offset 392, size 120 */
} tenon_queue_header;

#define TENON_QUEUE_HEADER_SIZE 512
#define TENON_QUEUE_HEADER_ALIGNMENT 128

/** Stands before every message in a queue. */
typedef struct tenon_record_header {
    uint32_t size;             /* offset 0, size 4 */
    uint16_t message_id;       /* offset 4, size 2 */
    uint16_t contract_version; /* offset 6, size 2 */
} tenon_record_header;

#define TENON_RECORD_HEADER_SIZE 8
#define TENON_RECORD_HEADER_ALIGNMENT 4

TENON_FORMAT_STATIC_ASSERT(sizeof(tenon_region_header) == 896, "size of tenon_region_header");
TENON_FORMAT_STATIC_ASSERT(offsetof(tenon_region_header, state) == 24, "state");
TENON_FORMAT_STATIC_ASSERT(offsetof(tenon_region_header, participants) == 336, "participants");
TENON_FORMAT_STATIC_ASSERT(sizeof(tenon_section_entry) == 96, "size of tenon_section_entry");
TENON_FORMAT_STATIC_ASSERT(sizeof(tenon_queue_end) == 128, "size of tenon_queue_end");
TENON_FORMAT_STATIC_ASSERT(sizeof(tenon_queue_wait) == 8, "size of tenon_queue_wait");
TENON_FORMAT_STATIC_ASSERT(sizeof(tenon_queue_header) == 512, "size of tenon_queue_header");
TENON_FORMAT_STATIC_ASSERT(offsetof(tenon_queue_header, data) == 256, "data");
TENON_FORMAT_STATIC_ASSERT(offsetof(tenon_queue_header, space) == 384, "space");
TENON_FORMAT_STATIC_ASSERT(sizeof(tenon_record_header) == 8, "size of tenon_record_header");

#ifdef __cplusplus
}
#endif
#endif
