/* SPDX-License-Identifier: Apache-2.0 */
/* Rounds through the listeners of a registry. */
#include <stddef.h>

#include <tenon/atomic.h>

#include "call/java_call.h"
#include "call/listener.h"
#include "platform/private_lock.h"

/* Looks at the order before the mutex is taken instead: somebody who changes it may have been
 * interrupted, or many may change it all the time. */
#define LOOKS 64

/* The index of the first id behind the given one; count when there is none. The order may change
 * meanwhile: then the result is any index up to count. */
static uint32_t index_behind(const tenon_registry *registry, uint32_t count, uint64_t id) {
    uint32_t low = 0;
    uint32_t high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (tenon_load_acquire_u64(&registry->order[middle]) > id) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

/* Fills the window with the ids behind the given one; the first time, behind 0, also finds where
 * this round ends. False when the order was being changed: then the window holds anything. */
static bool read_order(tenon_emission *emission, uint64_t behind) {
    const tenon_registry *registry = emission->registry;
    /* Acquire: pairs with the last store of a change, whose elements are seen then. The loads
     * below are acquire for the last line: an element of a later change brings along the odd
     * version stored before it. */
    uint64_t version = tenon_load_acquire_u64(&registry->version);
    if (version % 2 != 0) {
        return false;
    }
    uint32_t count = tenon_load_acquire_u32(&registry->count);
    uint32_t index = 0;
    if (behind != 0) {
        index = index_behind(registry, count, behind);
    } else {
        emission->last = count == 0 ? 0 : tenon_load_acquire_u64(&registry->order[count - 1]);
    }
    uint16_t length = 0;
    while (index < count && length < TENON_EMISSION_WINDOW) {
        uint64_t id = tenon_load_acquire_u64(&registry->order[index]);
        if (id > emission->last) {
            break;
        }
        emission->window[length++] = id;
        index++;
    }
    emission->length = length;
    emission->position = 0;
    return tenon_load_relaxed_u64(&registry->version) == version;
}

static void fill_window(tenon_emission *emission, uint64_t behind) {
    for (int i = 0; i < LOOKS; i++) {
        if (read_order(emission, behind)) {
            return;
        }
        tenon_pause();
    }
    tenon_private_lock(&emission->registry->mutex);
    (void)read_order(emission, behind);
    tenon_private_unlock(&emission->registry->mutex);
}

void tenon_emission_begin(tenon_emission *emission, tenon_registry *registry) {
    emission->registry = registry;
    emission->current = NULL;
    emission->admission = TENON_JAVA_REFUSED;
    emission->depth = tenon_listener_depth();
    emission->called = 0;
    ++*emission->depth;
    fill_window(emission, 0);
}

/* The next id of this round, or 0. */
static uint64_t next_id(tenon_emission *emission) {
    if (emission->position == emission->length) {
        uint64_t behind = emission->length == 0 ? emission->last
                                                : emission->window[emission->length - 1];
        if (behind == emission->last) {
            return 0;
        }
        fill_window(emission, behind);
        if (emission->length == 0) {
            return 0;
        }
    }
    return emission->window[emission->position++];
}

static void end_admission(tenon_emission *emission) {
    tenon_java_admission admission = (tenon_java_admission)emission->admission;
    emission->admission = TENON_JAVA_REFUSED;
    tenon_java_call_end(admission);
}

static void leave_current(tenon_emission *emission) {
    tenon_listener *current = emission->current;
    if (current != NULL) {
        emission->current = NULL;
        tenon_listener_leave(emission->registry, current);
        end_admission(emission);
    }
}

/* Whether the listener of this id may be called on this thread. Asked before it is entered: who
 * leaves it may have to call its release, which is Java's as well. */
static bool admit(tenon_emission *emission, uint64_t id) {
    if ((id & TENON_REGISTRATION_OF_JAVA) == 0) {
        return true;
    }
    emission->admission = (uint32_t)tenon_java_call_begin(true);
    return emission->admission != TENON_JAVA_REFUSED;
}

const tenon_callback *tenon_emission_next(tenon_emission *emission) {
    if (emission->depth == NULL) {
        return NULL;
    }
    leave_current(emission);
    for (uint64_t id = next_id(emission); id != 0; id = next_id(emission)) {
        if (!admit(emission, id)) {
            continue;
        }
        tenon_listener *listener =
            &emission->registry->listeners[id & TENON_REGISTRATION_INDEX_MASK];
        if (tenon_listener_enter(emission->registry, listener, id)) {
            emission->current = listener;
            emission->called++;
            return &listener->callback;
        }
        end_admission(emission);
    }
    tenon_emission_end(emission);
    return NULL;
}

void tenon_emission_end(tenon_emission *emission) {
    if (emission->depth == NULL) {
        return;
    }
    /* Still inside: `release` may remove listeners. */
    leave_current(emission);
    --*emission->depth;
    emission->depth = NULL;
}
