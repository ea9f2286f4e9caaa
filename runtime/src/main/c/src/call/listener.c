/* SPDX-License-Identifier: Apache-2.0 */
/* The life of one listener: references, its end, and whether this thread is inside of any. */
#include "call/listener.h"

#include <stddef.h>

#include <tenon/atomic.h>

#include "platform/private_lock.h"

/* Each thread changes only its own. Needs nothing when the thread ends: a thread cannot end within
 * an emission. */
static _Thread_local uint32_t depth;

uint32_t *tenon_listener_depth(void) { return &depth; }

void tenon_listener_finish(tenon_registry *registry, tenon_listener *listener) {
    if (listener->callback.release != NULL) {
        /* A release counts as inside: a removal of the same listener would wait for itself. */
        depth++;
        listener->callback.release(listener->callback.context);
        depth--;
    }
    tenon_private_lock(&registry->mutex);
    listener->id = 0;
    listener->next_free = registry->free_list;
    registry->free_list = (uint32_t)(listener - registry->listeners) + 1;
    /* Only a change under the sleepers' eyes matters, so it may wrap around. */
    (void)tenon_fetch_add_u32(&registry->finished, 1);
    bool wanted = registry->waiting != 0;
    tenon_private_unlock(&registry->mutex);
    if (wanted) {
        tenon_platform_wake_private(&registry->finished);
    }
}

/* Release for what this call did with the context, acquire for what all others did. */
bool tenon_listener_give_back(tenon_listener *listener, uint32_t part) {
    return tenon_fetch_sub_u32(&listener->state, part) == part;
}

bool tenon_listener_enter(tenon_registry *registry, tenon_listener *listener, uint64_t id) {
    uint32_t state;
    do {
        state = tenon_load_relaxed_u32(&listener->state);
        if ((state & TENON_LISTENER_ACTIVE) == 0) {
            return false;
        }
        /* Pairs with the store of the state in tenon_registry_add(). */
    } while (!tenon_compare_exchange_u32(&listener->state, state,
                                         state + TENON_LISTENER_REFERENCE));
    if (listener->id == id) {
        return true;
    }
    tenon_listener_leave(registry, listener);
    return false;
}

void tenon_listener_leave(tenon_registry *registry, tenon_listener *listener) {
    if (tenon_listener_give_back(listener, TENON_LISTENER_REFERENCE)) {
        tenon_listener_finish(registry, listener);
    }
}
