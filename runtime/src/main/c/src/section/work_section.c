/* SPDX-License-Identifier: Apache-2.0 */
/* Work: a header, slots of workers and tasks, and a ring of messages. */
#include <inttypes.h>
#include <string.h>

#include "base/failure.h"
#include "section/work/work_producer.h"
#include "section/work/worker.h"

/* Slots for tasks with a ring of this capacity. */
static uint64_t task_slots(uint64_t capacity) {
    return tenon_larger(TENON_MIN_TASK_SLOTS,
                        tenon_smaller(TENON_MAX_TASK_SLOTS, capacity / TENON_TASK_SLOT_BYTES));
}

/* Bytes of the header and all slots. */
static uint64_t header_bytes(uint64_t capacity, uint32_t workers) {
    return sizeof(tenon_work_header) + workers * sizeof(tenon_worker_slot) +
           task_slots(capacity) * sizeof(tenon_task_slot);
}

static tenon_status check(const tenon_section_descriptor *section) {
    uint64_t smallest = 2 * tenon_larger(TENON_RECORD_ALIGNMENT, section->alignment);
    if (!tenon_is_power_of_two(section->size) || section->size < smallest ||
        section->size > TENON_MAX_QUEUE_CAPACITY) {
        return tenon_fail(TENON_INVALID,
                          "work '%s' has capacity %" PRIu64
                          ", not a power of two from %" PRIu64 " to %" PRIu64,
                          section->name, section->size, smallest, TENON_MAX_QUEUE_CAPACITY);
    }
    if (tenon_section_count(section) > TENON_MAX_WORKERS) {
        return tenon_fail(TENON_INVALID, "work '%s' is for %" PRIu32 " workers, not 1 to %" PRIu32,
                          section->name, section->count, TENON_MAX_WORKERS);
    }
    return TENON_OK;
}

static bool extent(tenon_section_entry *entry, uint64_t *end) {
    return tenon_section_extent_behind(header_bytes(entry->size, entry->count), entry, end);
}

/* Every version of a schema has the same capacity, workers, and messages of the same alignment. */
static const char *misplaced(const tenon_section_entry *entry,
                             const tenon_section_expectation *expected, uint64_t *end) {
    if (entry->alignment != expected->own->alignment) {
        return "alignment";
    }
    if (entry->size != expected->own->size) {
        return "size";
    }
    return tenon_section_misplaced_behind(header_bytes(entry->size, entry->count), entry, expected,
                                          end);
}

static void fill(tenon_work *work, const tenon_section_entry *entry) {
    uint8_t *base = work->host->base;
    work->header = (void *)(base + entry->offset);
    work->workers = (void *)(work->header + 1);
    work->worker_slots = entry->count;
    work->tasks = (void *)(work->workers + entry->count);
    work->task_slots = task_slots(entry->size);
    work->ring = base + entry->data_offset;
    work->capacity = entry->size;
    work->alignment = tenon_larger(TENON_RECORD_ALIGNMENT, entry->alignment);
    work->largest_message =
        (uint32_t)tenon_smaller(work->capacity / 2, TENON_MAX_RECORD_BYTES);
    memcpy(work->section, entry->name, sizeof work->section);
}

static tenon_status open_signals(tenon_work *work) {
    const tenon_section_host *host = work->host;
    tenon_status status =
        tenon_shared_waits_open(host, &work->header->tasks, &work->arrivals);
    if (status != TENON_OK) {
        return status;
    }
    status = tenon_signal_open(host->path, host->nonce, host->base, host->slot,
                               &work->header->space, &work->space);
    if (status != TENON_OK) {
        tenon_shared_waits_close(&work->arrivals);
    }
    return status;
}

static tenon_status open(const tenon_section_host *host, const tenon_section_entry *entry,
                         void **object) {
    tenon_work *work = tenon_platform_allocate_aligned(_Alignof(tenon_work), sizeof *work);
    if (work == NULL) {
        return tenon_section_no_memory(&tenon_work_section, entry);
    }
    memset(work, 0, sizeof *work);
    work->host = host;
    fill(work, entry);
    tenon_status status = open_signals(work);
    if (status != TENON_OK) {
        tenon_platform_free_aligned(work);
        return status;
    }
    *object = work;
    return TENON_OK;
}

static tenon_status may_leave(const void *object) { return tenon_workers_check_handlers(object); }

static void leave(void *object) {
    (void)tenon_work_give_up_producer(object);
    tenon_workers_leave(object);
}

static void let_go(void *object) {
    tenon_work *work = object;
    tenon_workers_free(work);
    tenon_shared_waits_close(&work->arrivals);
    tenon_signal_close(&work->space);
    tenon_platform_free_aligned(work);
}

/* Whether a worker would find a task. */
static bool ready(const void *object) {
    const tenon_work *work = object;
    uint64_t number = tenon_load_acquire_u64(&work->header->released);
    for (uint64_t left = work->task_slots; left != 0; left--, number++) {
        uint64_t state = tenon_task_load(work, number);
        if (!tenon_task_is(state, number)) {
            return false;
        }
        if (tenon_task_phase(state) == TENON_TASK_READY) {
            return true;
        }
    }
    return false;
}

static const tenon_signal *wait_word(const void *object) {
    const tenon_work *work = object;
    return &work->arrivals.signal;
}

const struct tenon_section_kind tenon_work_section = {
    .kind = TENON_SECTION_KIND_WORK,
    .name = "work",
    .grows = false,
    .check = check,
    .extent = extent,
    .misplaced = misplaced,
    .open = open,
    .may_leave = may_leave,
    .leave = leave,
    .free = let_go,
    .ready = ready,
    .wait_word = wait_word,
};

tenon_work *tenon_region_work(tenon_region *region, uint32_t section) {
    const tenon_section *found = tenon_section_at(region, section, &tenon_work_section);
    return found != NULL ? found->object : NULL;
}

uint64_t tenon_work_capacity(const tenon_work *work) { return work->capacity; }

uint32_t tenon_work_tasks(const tenon_work *work) { return (uint32_t)work->task_slots; }

uint32_t tenon_work_workers(const tenon_work *work) { return work->worker_slots; }

uint32_t tenon_work_largest_message(const tenon_work *work) { return work->largest_message; }
