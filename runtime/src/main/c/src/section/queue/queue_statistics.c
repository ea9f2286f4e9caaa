/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers for whoever looks: no role, no order, nothing trusted. */
#include <tenon/queue.h>

#include <tenon/atomic.h>

#include "section/queue/shared_queue.h"
#include "section/role.h"

/* The distance of two positions that were read at two moments, or written by somebody hostile. */
static uint64_t distance(const tenon_queue *queue, uint64_t end, uint64_t begin) {
    return (int64_t)(end - begin) < 0 ? 0 : tenon_smaller(end - begin, queue->capacity);
}

void tenon_queue_read_statistics(const tenon_queue *queue, tenon_queue_statistics *statistics) {
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
    *statistics = (tenon_queue_statistics){
        .published = published,
        .consumed = consumed,
        .lag_messages = lag == 0 || published < consumed ? 0 : published - consumed,
        .lag_bytes = lag,
        .used_bytes = distance(queue, position, released),
        .refused_claims = tenon_load_relaxed_u64(&producer->refused),
        .producer_waits = tenon_load_relaxed_u64(&producer->waits),
        .producer_wakes = tenon_load_relaxed_u64(&producer->wakes),
        .consumer_waits = tenon_load_relaxed_u64(&consumer->waits),
        .consumer_wakes = tenon_load_relaxed_u64(&consumer->wakes)};
}

tenon_peer_state tenon_queue_producer_state(const tenon_queue *queue) {
    return tenon_role_state(&queue->producer.own->role);
}

tenon_peer_state tenon_queue_consumer_state(const tenon_queue *queue) {
    return tenon_role_state(&queue->consumer.own->role);
}
