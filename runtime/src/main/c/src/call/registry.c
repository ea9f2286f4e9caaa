/* SPDX-License-Identifier: Apache-2.0 */
/* Adding and removing listeners, and the end of each. */
#include <stddef.h>

#include <tenon/atomic.h>

#include "base/failure.h"
#include "call/java_call.h"
#include "call/listener.h"
#include "platform/private_lock.h"

/*
 * The order is guarded by a sequence lock, so that emissions read it without the mutex. It has no
 * fences, which ThreadSanitizer does not model: every element is stored with release and loaded
 * with acquire (see "Can Seqlocks Get Along With Programming Language Memory Models?", Boehm 2012,
 * section 4). A reader that sees an element of a change sees the odd version before it as well,
 * and its second look at the version tells.
 */
static void begin_change_of_order(tenon_registry *registry) {
    tenon_store_relaxed_u64(&registry->version, registry->version + 1);
}

static void end_change_of_order(tenon_registry *registry) {
    /* Pairs with the first load of the version in read_order(). */
    tenon_store_release_u64(&registry->version, registry->version + 1);
}

static void append_to_order(tenon_registry *registry, uint64_t id) {
    begin_change_of_order(registry);
    tenon_store_release_u64(&registry->order[registry->count], id);
    tenon_store_release_u32(&registry->count, registry->count + 1);
    end_change_of_order(registry);
}

static void remove_from_order(tenon_registry *registry, uint64_t id) {
    uint32_t count = registry->count;
    uint32_t i = 0;
    while (registry->order[i] != id) {
        i++;
    }
    begin_change_of_order(registry);
    for (; i + 1 < count; i++) {
        tenon_store_release_u64(&registry->order[i], registry->order[i + 1]);
    }
    tenon_store_release_u32(&registry->count, count - 1);
    end_change_of_order(registry);
}

/* A free listener, or NULL. With the mutex. */
static tenon_listener *take_free(tenon_registry *registry) {
    if (registry->free_list != 0) {
        tenon_listener *listener = &registry->listeners[registry->free_list - 1];
        registry->free_list = listener->next_free;
        return listener;
    }
    return registry->used < registry->capacity ? &registry->listeners[registry->used++] : NULL;
}

tenon_status tenon_registry_add(tenon_registry *registry, const tenon_callback *callback,
                                tenon_registration *out) {
    if (out != NULL) {
        out->id = 0;
    }
    if (registry == NULL || callback == NULL || callback->call == NULL || out == NULL) {
        return tenon_outcome(TENON_INVALID,
                             "a registry, a callback with something to call and room for the "
                             "registration are needed");
    }
    if (registry->capacity > TENON_MAX_LISTENERS) {
        return tenon_fail(TENON_INVALID, "a registry has room for %u listeners at most, not %u",
                          (unsigned)TENON_MAX_LISTENERS, (unsigned)registry->capacity);
    }
    tenon_private_lock(&registry->mutex);
    if (registry->sequence == TENON_REGISTRATION_MAX_SEQUENCE) {
        tenon_private_unlock(&registry->mutex);
        return tenon_outcome(TENON_LIMIT, "the registry has given out all of its 2^53 ids");
    }
    tenon_listener *listener = take_free(registry);
    if (listener == NULL) {
        tenon_private_unlock(&registry->mutex);
        return tenon_fail(TENON_LIMIT,
                          "all of the %u listeners are in use; one that was removed is until its "
                          "last call and its release have returned", (unsigned)registry->capacity);
    }
    uint64_t index = (uint64_t)(listener - registry->listeners);
    uint64_t id = ++registry->sequence << TENON_REGISTRATION_LOW_BITS | index;
    if (tenon_java_owns(callback)) {
        id |= TENON_REGISTRATION_OF_JAVA;
    }
    listener->callback = *callback;
    listener->id = id;
    /* Before anybody can call it: the listener itself may look. */
    out->id = id;
    /* Pairs with the compare-exchange in tenon_listener_enter(): who gets a reference sees the
     * callback and the id. */
    tenon_store_release_u32(&listener->state, TENON_LISTENER_ACTIVE | TENON_LISTENER_REFERENCE);
    append_to_order(registry, id);
    tenon_private_unlock(&registry->mutex);
    return TENON_OK;
}

/* Sleeps until the registration is over. With the mutex, which it gives back. */
static void wait_for_finish(tenon_registry *registry, const tenon_listener *listener,
                            uint64_t id) {
    while (listener->id == id) {
        /* Read with the mutex, as it is changed: a release that ends from here on changes the
         * word, and the kernel does not let us sleep. */
        uint32_t seen = tenon_load_relaxed_u32(&registry->finished);
        registry->waiting++;
        tenon_private_unlock(&registry->mutex);
        tenon_platform_wait_private(&registry->finished, seen);
        tenon_private_lock(&registry->mutex);
        registry->waiting--;
    }
    tenon_private_unlock(&registry->mutex);
}

tenon_status tenon_registry_remove(tenon_registry *registry,
                                   const tenon_registration *registration) {
    if (registry == NULL || registration == NULL) {
        return tenon_outcome(TENON_INVALID, "a registry and a registration are needed");
    }
    /* Read once: the last call may change the caller's variable. */
    uint64_t id = registration->id;
    uint64_t index = id & TENON_REGISTRATION_INDEX_MASK;
    bool waits = *tenon_listener_depth() == 0;
    tenon_private_lock(&registry->mutex);
    if (id == 0 || index >= registry->capacity || registry->listeners[index].id != id) {
        tenon_private_unlock(&registry->mutex);
        return tenon_outcome(TENON_NOT_FOUND, "the listener is not registered");
    }
    tenon_listener *listener = &registry->listeners[index];
    /* ACTIVE changes with the mutex only: one of several removals finds it. */
    bool first = (tenon_load_relaxed_u32(&listener->state) & TENON_LISTENER_ACTIVE) != 0;
    if (first) {
        remove_from_order(registry, id);
        if (tenon_listener_give_back(listener, TENON_LISTENER_ACTIVE | TENON_LISTENER_REFERENCE)) {
            tenon_private_unlock(&registry->mutex);
            tenon_listener_finish(registry, listener);
            return TENON_OK;
        }
    }
    if (waits) {
        wait_for_finish(registry, listener, id);
    } else {
        tenon_private_unlock(&registry->mutex);
    }
    return first ? TENON_OK : tenon_outcome(TENON_NOT_FOUND, "another thread removes the listener");
}
