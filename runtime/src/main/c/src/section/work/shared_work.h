/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An open work section, and the states of its tasks.
 *
 * Task n has slot n modulo the number of slots, and in it a word that says all that is decided
 * about it: whether it is ready, taken, by which worker and for which time, or finished. It is only
 * ever changed from the value that was seen, and holds the number: so whoever was late changes
 * nothing of a later task. The message lies in the ring.
 */
#ifndef TENON_SRC_SECTION_WORK_SHARED_WORK_H
#define TENON_SRC_SECTION_WORK_SHARED_WORK_H

#include <stdbool.h>

#include <tenon/atomic.h>
#include <tenon/work.h>

#include "base/arithmetic.h"
#include "base/compiler.h"
#include "section/role.h"
#include "section/shared_waits.h"
#include "section/slice.h"

/* State of this handle as the producer. Used by one thread at a time. Numbers are those of tasks,
 * positions count bytes. */
typedef struct tenon_work_producer {
    uint64_t next;           /* number of the task to claim next */
    uint64_t published;      /* number of the first task that is not published */
    uint64_t released;       /* number of the first task whose room is not given back */
    uint64_t position;       /* end of what is claimed */
    uint64_t shown_position; /* end of what is published */
    uint64_t base; /* start of what is not given back: room ends a ring's length behind it */
    uint64_t last_position;  /* start of the message claimed last */
    tenon_record_header last_header;
    uint64_t next_look; /* when to look again whether workers live */
    tenon_wait_policy policy;
    uint32_t held_in; /* the generation of the process that holds the role, zero for none */
    bool is_fenced;   /* by whoever is about to sleep: publishing needs no fence */
} tenon_work_producer;

struct tenon_work {
    _Alignas(128) tenon_work_producer producer;
    /* From here on nothing changes, but for the last two. */
    _Alignas(128) tenon_work_header *header;
    tenon_worker_slot *workers;
    tenon_task_slot *tasks;
    uint8_t *ring;
    uint64_t capacity;   /* of the ring, a power of two */
    uint64_t alignment;  /* of messages */
    uint64_t task_slots; /* a power of two */
    uint32_t worker_slots;
    uint32_t largest_message;
    const tenon_section_host *host;
    tenon_shared_waits arrivals; /* workers sleep here */
    tenon_signal space;          /* the producer sleeps here */
    char section[TENON_NAME_BYTES];
    uint32_t mutex;       /* guards the list */
    tenon_worker *joined; /* workers of this handle */
};

/* End of a task, as its handler wants it. */
typedef enum tenon_task_end { TENON_TASK_FINISH, TENON_TASK_GIVE_BACK, TENON_TASK_REFUSE }
    tenon_task_end;

struct tenon_worker {
    _Alignas(128) tenon_work *work;
    tenon_worker_slot *own;
    uint64_t cursor;   /* number of the task to look at next */
    uint64_t low;      /* number below which every task is finished */
    uint64_t returned; /* times that tasks were given back, as far as it has looked for them */
    uint64_t seen;     /* state at the cursor when there was nothing to take */
    uint64_t next_look; /* when to look again whether other workers live */
    uint64_t unhandled; /* any thread may read it */
    tenon_peer_watch producer;
    tenon_worker *following; /* in the list of the handle */
    tenon_task_end end;      /* of the task that is handed over */
    uint32_t index;          /* of its slot */
    uint32_t held_in;        /* the generation of the process that joined */
    uint32_t turns;          /* tasks taken since it last looked at the clock */
    bool in_handler;
};

#define TENON_TASK_WORKER_SHIFT (TENON_TASK_PHASE_BITS + TENON_TASK_TRIES_BITS)
#define TENON_TASK_NUMBER_SHIFT (TENON_TASK_WORKER_SHIFT + TENON_TASK_WORKER_BITS)

static inline uint64_t tenon_task_state(uint64_t number, uint64_t worker, uint64_t tries,
                                        uint64_t phase) {
    return number << TENON_TASK_NUMBER_SHIFT | worker << TENON_TASK_WORKER_SHIFT |
           tries << TENON_TASK_PHASE_BITS | phase;
}

static inline uint64_t tenon_task_phase(uint64_t state) {
    return state & ((UINT64_C(1) << TENON_TASK_PHASE_BITS) - 1);
}

static inline uint64_t tenon_task_tries(uint64_t state) {
    return state >> TENON_TASK_PHASE_BITS & ((UINT64_C(1) << TENON_TASK_TRIES_BITS) - 1);
}

static inline uint64_t tenon_task_worker(uint64_t state) {
    return state >> TENON_TASK_WORKER_SHIFT & ((UINT64_C(1) << TENON_TASK_WORKER_BITS) - 1);
}

/* Whether a state is that of this task, and not of an earlier or later one in the same slot. */
static inline bool tenon_task_is(uint64_t state, uint64_t number) {
    return ((state >> TENON_TASK_NUMBER_SHIFT) ^ number) << TENON_TASK_NUMBER_SHIFT == 0 &&
           tenon_task_phase(state) != TENON_TASK_NONE;
}

/* Whether no worker gets the task any more, so that its room may be given back. */
static inline bool tenon_task_is_over(uint64_t state) {
    uint64_t phase = tenon_task_phase(state);
    return phase == TENON_TASK_DONE || phase == TENON_TASK_SET_ASIDE;
}

static inline tenon_task_slot *tenon_task_at(const tenon_work *work, uint64_t number) {
    return &work->tasks[number & (work->task_slots - 1)];
}

/* State of the task that is in the slot of this number. Pairs with the stores and swaps by which
 * others change it: who sees that a task is ready sees its message, and who sees that it is over
 * has the worker's accesses to it behind them. */
static inline uint64_t tenon_task_load(const tenon_work *work, uint64_t number) {
    return tenon_load_acquire_u64(&tenon_task_at(work, number)->state);
}

/* Bytes of the ring that a message takes. */
static inline uint64_t tenon_work_stride(const tenon_work *work, uint32_t size) {
    return tenon_larger(work->alignment,
                        ((uint64_t)size + work->alignment - 1) & ~(work->alignment - 1));
}

/* Orders a swap of a word before what is read next. On x86 a swap does so by itself. */
static inline void tenon_work_fence_behind_swap(void) {
#if defined(__x86_64__) || defined(__i386__)
    tenon_fence_compiler();
#else
    tenon_platform_fence();
#endif
}

/* Adds to a counter for lookers that nobody else writes. */
static inline void tenon_work_count(uint64_t *counter, uint64_t count) {
    tenon_store_relaxed_u64(counter, tenon_load_relaxed_u64(counter) + count);
}

static inline tenon_section_label tenon_work_label(const tenon_work *work) {
    return (tenon_section_label){work->host, "work", work->section};
}

#endif
