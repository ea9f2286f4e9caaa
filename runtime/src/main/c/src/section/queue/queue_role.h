/* SPDX-License-Identifier: Apache-2.0 */
/* Taking, leaving and waiting as the holder of a role of a queue. */
#ifndef TENON_SRC_SECTION_QUEUE_ROLE_H
#define TENON_SRC_SECTION_QUEUE_ROLE_H

#include "base/failure.h"
#include "section/queue/shared_queue.h"
#include "section/role.h"

/* Takes the producer's role in some lane, which becomes the one that this handle produces in;
 * TENON_OK when it has one already. */
tenon_status tenon_queue_take_producer(tenon_queue *queue);
/* Takes the consumer's role; TENON_OK when this handle has it already. */
tenon_status tenon_queue_take_consumer(tenon_queue *queue);
/* Gives a role up; TENON_TRUNCATED when nobody can be told any more. */
tenon_status tenon_queue_leave_producer_role(tenon_queue *lane);
tenon_status tenon_queue_leave_consumer_role(tenon_queue *queue);

/* TENON_BUSY while the consumer of this handle is in a handler. */
tenon_status tenon_queue_check_handler(const tenon_queue *queue);

/* Reads and checks the consumer's position word into peer_position of the producer. */
tenon_status tenon_queue_read_room(tenon_queue *lane);

/* Waits as the producer until the consumer has released something: TENON_OK, TENON_TIMED_OUT or,
 * once for each epoch, TENON_PEER_LEFT; TENON_TRUNCATED. */
tenon_status tenon_queue_wait_for_room(tenon_queue *lane, tenon_wait_time *time);

/* Waits as the consumer until some lane has a record: as before, once for each producer. */
tenon_status tenon_queue_wait_for_messages(tenon_queue *queue, tenon_wait_time *time);

/* Sum of the consumer's positions in all lanes. */
static inline uint64_t tenon_queue_consumed(const tenon_queue *queue) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < queue->lanes; i++) {
        sum += queue->first[i].consumer.position;
    }
    return sum;
}

/* TENON_CORRUPT, for the record with this word as its header. */
TENON_COLD tenon_status tenon_queue_corrupt_record(const tenon_queue *lane, uint64_t position,
                                                   uint64_t word);

/* Stores the position up to which the holder has published or released, and wakes the peer if that
 * waits. */
void tenon_queue_show_position(tenon_queue_role *role);

#endif
