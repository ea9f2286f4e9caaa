/* SPDX-License-Identifier: Apache-2.0 */
/* Common parts of the fuzz targets: an input that is read as a script, a region with one section to
 * which somebody else writes, and the statuses that an operation may have. */
#ifndef TENON_TEST_FUZZ_H
#define TENON_TEST_FUZZ_H

#include "attacked.h"
#include "harness.h"

/* ---- Targets ---- */

/* Bytes of an input that are not used yet; zeros follow on them. */
typedef struct fuzz_input {
    const uint8_t *next;
    const uint8_t *end;
} fuzz_input;

/* Defined by each target: what is needed once, one input, and the end. */
void fuzz_open(void);
void fuzz_run(fuzz_input *input);
void fuzz_close(void);

/* Runs one input as libFuzzer does. */
int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Steps of one script. */
#define FUZZ_STEPS 200

bool fuzz_has_more(const fuzz_input *input);
uint8_t fuzz_byte(fuzz_input *input);
/* A number of so many bytes, 1 to 8. */
uint64_t fuzz_number(fuzz_input *input, uint32_t bytes);
/* A value for a word: near its own, near a capacity, an edge of a type, a record's header, the
 * identity of a process, or any other. */
uint64_t fuzz_value(fuzz_input *input, uint64_t own, uint64_t capacity);

/* The identity of this process, once it has opened a region. */
extern uint64_t fuzz_identity;

/* ---- Regions ---- */

/* Attachments of a region; the hostile one is a mapping. */
#define FUZZ_SIDES 2

typedef struct fuzz_region {
    tenon_region_descriptor descriptor;
    tenon_section_descriptor sections[3];
    tenon_region *sides[FUZZ_SIDES];
    uint8_t *bases[FUZZ_SIDES]; /* of their mappings */
    uint8_t *bytes;             /* of the hostile mapping */
    size_t size;
    tenon_section_entry entry; /* of the section that is attacked */
    uint64_t control;          /* bytes of its control words */
    uint64_t data;             /* bytes of its data */
} fuzz_region;

/* Its section, between two structs. */
#define FUZZ_SECTION 1

/* Opens a region with a section, and forbids its sides all that is not in the section; the labels
 * of participants may be read. */
void fuzz_region_open(fuzz_region *of, const char *name, const tenon_section_descriptor *section,
                      uint64_t control, uint64_t data);
void fuzz_region_close(fuzz_region *of);

/* Makes the section as in a new region. */
void fuzz_region_clear(fuzz_region *of);

/* A control word of the section, in the hostile mapping. */
void *fuzz_control(const fuzz_region *of, uint64_t offset);

/* Stores what a script says to where it says in the section. */
void fuzz_store(const fuzz_region *of, fuzz_input *input);

/* Checks that a message, or room for one, lies within the section's data in the mapping of a side,
 * and is aligned as the section is. */
void fuzz_check_payload(const fuzz_region *of, uint32_t side, const void *payload, uint64_t size);

/* Reads bytes, where somebody watches who does it. */
void fuzz_read_all(const void *bytes, uint64_t size);

/* ---- Messages ---- */

/* Messages that a call may hand over, by two bits. */
uint32_t fuzz_limit(uint32_t choice);

/* Bytes of a message to claim: mostly not more than the largest one. */
uint32_t fuzz_size(uint8_t choice, uint32_t largest);

/* Statuses of a claim of such a message that does not wait. */
uint32_t fuzz_claim_statuses(uint16_t id, uint32_t size, uint32_t largest);

/* Checks a result that counts messages, of which a call has handed over so many. */
void fuzz_check_count(int32_t result, uint32_t count, uint32_t limit);

/* ---- Statuses ---- */

/* The set of one status. */
#define FUZZ_MAY(status) (UINT32_C(1) << -(status))

/* Checks that a result is not negative, or is one of the statuses in a set. */
#define FUZZ_EXPECT(result, set) fuzz_expect((result), (set), #result, __FILE__, __LINE__)
void fuzz_expect(int32_t result, uint32_t set, const char *call, const char *file, int line);

#endif
