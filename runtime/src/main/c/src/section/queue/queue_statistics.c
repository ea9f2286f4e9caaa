/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers for whoever looks: no role, no order, nothing trusted; sums of all lanes. */
#include <tenon/queue.h>

#include <tenon/atomic.h>

#include "section/queue/shared_queue.h"
#include "section/role.h"

/* The distance of two positions that were read at two moments, or written by somebody hostile. */
static uint64_t distance(const tenon_queue *queue, uint64_t end, uint64_t begin) {
    return (int64_t)(end - begin) < 0 ? 0 : tenon_smaller(end - begin, queue->capacity);
}

/* Nanoseconds since the record at that position was published, if one is there and the ring is
 * stamped; the record may be consumed and overwritten meanwhile, and then it is any number. */
static uint64_t age_at(const tenon_queue *queue, uint64_t position) {
    position &= ~(queue->alignment - 1);
    if (!queue->is_stamped || !tenon_ring_has_record(queue, position)) {
        return 0;
    }
    uint64_t stamp =
        tenon_load_relaxed_u64(tenon_ring_stamp(queue, tenon_ring_index(queue, position)));
    uint64_t now = tenon_platform_now();
    return stamp <= now ? now - stamp : 0;
}

/* Adds what the two ends of a lane tell. */
static void add_lane(const tenon_queue *queue, tenon_queue_statistics *sum) {
    const tenon_queue_end *producer = queue->producer.own;
    const tenon_queue_end *consumer = queue->consumer.own;
    /* The consumer's first: what it has consumed was published before. */
    uint64_t consumed = tenon_load_acquire_u64(&consumer->messages);
    uint64_t reached = tenon_load_acquire_u64(&consumer->reached);
    uint64_t released = tenon_load_acquire_u64(&consumer->position);
    uint64_t position = tenon_load_acquire_u64(&producer->position);
    uint64_t published = tenon_load_relaxed_u64(&producer->messages);
    /* Nobody has consumed anything yet, or what it says is not so. */
    if (reached - released > queue->capacity) {
        reached = released;
    }
    uint64_t lag = distance(queue, position, reached);
    sum->published += published;
    sum->consumed += consumed;
    sum->lag_messages += lag == 0 || published < consumed ? 0 : published - consumed;
    sum->lag_bytes += lag;
    sum->used_bytes += distance(queue, position, released);
    sum->refused_claims += tenon_load_relaxed_u64(&producer->refused);
    sum->producer_waits += tenon_load_relaxed_u64(&producer->waits);
    sum->producer_wakes += tenon_load_relaxed_u64(&producer->wakes);
    sum->consumer_waits += tenon_load_relaxed_u64(&consumer->waits);
    sum->consumer_wakes += tenon_load_relaxed_u64(&consumer->wakes);
    sum->lag_ns = tenon_larger(sum->lag_ns, lag == 0 ? 0 : age_at(queue, reached));
}

void tenon_queue_read_statistics(const tenon_queue *queue, tenon_queue_statistics *statistics) {
    *statistics = (tenon_queue_statistics){0};
    for (uint32_t i = 0; i < queue->lanes; i++) {
        add_lane(&queue->first[i], statistics);
    }
}

tenon_peer_state tenon_queue_lane_state(const tenon_queue *queue, uint32_t lane) {
    return lane < queue->lanes ? tenon_role_state(&queue->first[lane].producer.own->role)
                               : TENON_PEER_STATE_NEVER_JOINED;
}

/* Rank of a state among those of several producers. */
static int rank(tenon_peer_state state) {
    switch (state) {
        case TENON_PEER_STATE_PRESENT:
            return 3;
        case TENON_PEER_STATE_STOPPED:
            return 2;
        case TENON_PEER_STATE_LEFT:
            return 1;
        case TENON_PEER_STATE_NEVER_JOINED:
            return 0;
    }
    return 0;
}

tenon_peer_state tenon_queue_producer_state(const tenon_queue *queue) {
    tenon_peer_state best = TENON_PEER_STATE_NEVER_JOINED;
    for (uint32_t i = 0; i < queue->lanes; i++) {
        tenon_peer_state state = tenon_queue_lane_state(queue, i);
        best = rank(state) > rank(best) ? state : best;
    }
    return best;
}

tenon_peer_state tenon_queue_consumer_state(const tenon_queue *queue) {
    return tenon_role_state(&queue->consumer.own->role);
}
