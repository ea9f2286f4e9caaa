/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a queue, taking and leaving its roles. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <tenon/atomic.h>

#include "failure.h"
#include "platform.h"
#include "queue_internal.h"
#include "region_internal.h"

/* Java addresses a payload with an int, and the size of a padding record has 32 bits. */
#define LARGEST_RECORD (UINT64_C(1) << 31)

tenon_queue *tenon_queue_open(const tenon_region *region, const tenon_section_entry *entry) {
    tenon_queue *queue = aligned_alloc(_Alignof(tenon_queue), sizeof *queue);
    if (queue == NULL) {
        return NULL;
    }
    memset(queue, 0, sizeof *queue);
    tenon_queue_header *header = (void *)(region->base + entry->offset);
    queue->ring = region->base + entry->data_offset;
    queue->capacity = entry->size;
    queue->alignment =
        entry->alignment > TENON_RECORD_ALIGNMENT ? entry->alignment : TENON_RECORD_ALIGNMENT;
    queue->payload_offset = queue->alignment;
    uint64_t largest = queue->capacity / 2 < LARGEST_RECORD ? queue->capacity / 2 : LARGEST_RECORD;
    queue->largest_message = (uint32_t)(largest - queue->payload_offset);
    queue->spins = region->spins;
    queue->yields = region->yields;
    queue->identity = region->identity;
    queue->path = region->path;
    memcpy(queue->section, entry->name, sizeof queue->section);
    queue->producer = (tenon_queue_role){.own = &header->producer,
                                         .peer = &header->consumer,
                                         .sleep = &header->space,
                                         .wake = &header->data,
                                         .name = "producer"};
    queue->consumer = (tenon_queue_role){.own = &header->consumer,
                                         .peer = &header->producer,
                                         .sleep = &header->data,
                                         .wake = &header->space,
                                         .name = "consumer"};
    return queue;
}

void tenon_queue_free(tenon_queue *queue) { free(queue); }

uint64_t tenon_queue_capacity(const tenon_queue *queue) { return queue->capacity; }

uint32_t tenon_queue_largest_message(const tenon_queue *queue) { return queue->largest_message; }

/* Becomes the owner of a free role or of a dead holder's. */
static tenon_status become_owner(const tenon_queue *queue, const tenon_queue_role *role) {
    for (;;) {
        uint64_t owner = tenon_load_acquire_u64(&role->own->owner);
        if (owner != 0 && tenon_platform_process_alive(owner)) {
            return tenon_fail(TENON_BUSY, "the %s of queue '%s' in %s is process %" PRIu64,
                              role->name, queue->section, queue->path,
                              owner >> TENON_IDENTITY_START_BITS);
        }
        if (tenon_compare_exchange_u64(&role->own->owner, owner, queue->identity)) {
            return TENON_OK;
        }
    }
}

tenon_status tenon_queue_read_peer(tenon_queue *queue, tenon_queue_role *role) {
    /* Pairs with the release store of the peer's position in tenon_queue_publish() and in
     * release_consumed(): a consumer sees the payload below it, a producer knows that the
     * consumer has finished reading below it. */
    uint64_t peer = tenon_load_acquire_u64(&role->peer->position);
    bool consumes = role == &queue->consumer;
    uint64_t used = consumes ? peer - role->shown : role->shown - peer;
    if (used > queue->capacity || peer % queue->alignment != 0) {
        return tenon_fail(TENON_CORRUPT,
                          "queue '%s' in %s: %s position %" PRIu64 ", %s position %" PRIu64
                          ", capacity %" PRIu64,
                          queue->section, queue->path, role->name, role->shown,
                          consumes ? "producer" : "consumer", peer, queue->capacity);
    }
    role->peer_position = peer;
    return TENON_OK;
}

tenon_status tenon_queue_take_role(tenon_queue *queue, tenon_queue_role *role) {
    if (role->held) {
        return TENON_OK;
    }
    tenon_status status = become_owner(queue, role);
    if (status != TENON_OK) {
        return status;
    }
    tenon_store_relaxed_u32(&role->own->flags, TENON_ROLE_FLAGS_CAN_WAKE);
    /* A holder that was killed in its sleep cannot have cleared this. */
    tenon_store_relaxed_u32(&role->sleep->waiting, 0);
    (void)tenon_fetch_add_u32(&role->own->epoch, 1);
    role->held = true;
    role->shown = tenon_load_acquire_u64(&role->own->position);
    role->position = role->shown;
    role->next_look = 0;
    if (role->shown % queue->alignment != 0) {
        status = tenon_fail(TENON_CORRUPT, "queue '%s' in %s: %s position %" PRIu64
                            " is not a multiple of %" PRIu64, queue->section, queue->path,
                            role->name, role->shown, queue->alignment);
    } else {
        status = tenon_queue_read_peer(queue, role);
    }
    if (status != TENON_OK) {
        tenon_queue_leave_role(queue, role);
    }
    return status;
}

void tenon_queue_wake_peer(tenon_queue_role *role) {
    /* Pairs with the fence in sleep_once(): either the peer sees the store that came before, or
     * this load sees that the peer is about to sleep. */
    tenon_fence_full();
    if (tenon_load_relaxed_u32(&role->wake->waiting) == 0) {
        return;
    }
    /* Cleared before the sequence changes, so that until the peer runs again nobody calls the
     * kernel for it once more. A peer that begins another wait in between loses its flag, but it
     * sees the change of the sequence and does not sleep. */
    tenon_store_relaxed_u32(&role->wake->waiting, 0);
    (void)tenon_fetch_add_u32(&role->wake->sequence, 1);
    tenon_platform_wake(&role->wake->sequence);
}

void tenon_queue_leave_role(tenon_queue *queue, tenon_queue_role *role) {
    if (!role->held) {
        return;
    }
    role->held = false;
    role->position = role->shown;
    tenon_store_relaxed_u32(&role->own->flags, 0);
    /* Release: pairs with the acquire loads of the owner word by a successor and by a waiting
     * peer, which then see the last position too. */
    (void)tenon_compare_exchange_u64(&role->own->owner, queue->identity, 0);
    tenon_queue_wake_peer(role);
}

tenon_status tenon_queue_produce(tenon_queue *queue) {
    return tenon_queue_take_role(queue, &queue->producer);
}

tenon_status tenon_queue_consume(tenon_queue *queue) {
    return tenon_queue_take_role(queue, &queue->consumer);
}

void tenon_queue_leave_producer(tenon_queue *queue) {
    tenon_queue_leave_role(queue, &queue->producer);
}

void tenon_queue_leave_consumer(tenon_queue *queue) {
    /* What handlers that threw have consumed counts as consumed. */
    if (queue->consumer.held && queue->consumer.position != queue->consumer.shown) {
        queue->consumer.shown = queue->consumer.position;
        tenon_store_release_u64(&queue->consumer.own->position, queue->consumer.shown);
    }
    tenon_queue_leave_role(queue, &queue->consumer);
}
