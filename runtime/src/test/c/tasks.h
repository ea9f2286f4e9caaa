/* SPDX-License-Identifier: Apache-2.0 */
/* A region with work in it, and tasks that tell their number and whose bytes can all be checked. */
#ifndef TENON_TEST_TASKS_H
#define TENON_TEST_TASKS_H

#include "harness.h"
#include "regions.h"

/* Sections of a region with work: words for whatever a test counts, and the work. */
enum { WORDS_SECTION = 0, WORK_SECTION = 1 };

#define TASK_ID 7

/* Type of such a region. */
typedef struct task_region_type {
    tenon_region_descriptor descriptor;
    tenon_section_descriptor sections[2];
} task_region_type;

void task_region_type_init(task_region_type *type, uint64_t words, uint64_t capacity,
                           uint32_t alignment, uint32_t workers);

/* An attachment of this process. */
typedef struct task_side {
    tenon_region *region;
    tenon_work *work;
    uint64_t *words;
} task_side;

/* Opens a region of a type; creates it when it is not there. */
task_side task_side_open(const char *path, const task_region_type *type);
void task_side_close(task_side *side);

tenon_worker *task_join(const task_side *side);

/* Claims and fills a message of 8 + extra bytes; waits for room. */
tenon_status task_claim(const task_side *side, uint64_t number, uint32_t extra,
                        int64_t timeout_ns);

/* Claims and publishes one. */
void task_send(const task_side *side, uint64_t number, uint32_t extra);

/* Number of a message; fails the test on a wrong byte. */
uint64_t task_number(const void *payload, uint32_t size);

/* The control words of the work in the region of this file, mapped until the process ends. */
tenon_work_header *task_map_header(const char *path);
/* Slots of its workers and, for a type with so many, of its tasks. */
tenon_worker_slot *task_map_workers(const char *path);
tenon_task_slot *task_map_slots(const char *path, uint32_t workers);

#endif
