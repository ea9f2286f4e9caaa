/* SPDX-License-Identifier: Apache-2.0 */
/* Taking, leaving and waiting as the holder of one role of a queue. */
#ifndef TENON_SRC_SECTION_QUEUE_ROLE_H
#define TENON_SRC_SECTION_QUEUE_ROLE_H

#include "base/failure.h"
#include "section/role.h"
#include "section/queue/shared_queue.h"

/* Takes a role; TENON_OK when this handle has it already. */
tenon_status tenon_queue_take_role(tenon_queue *queue, tenon_queue_role *role);
/* Gives it up; TENON_TRUNCATED when nobody can be told any more. */
tenon_status tenon_queue_leave_role(tenon_queue *queue, tenon_queue_role *role);

/* TENON_BUSY while the consumer of this handle is in a handler. */
tenon_status tenon_queue_check_handler(const tenon_queue *queue);

/* Reads and checks the consumer's position word into peer_position of the producer. */
tenon_status tenon_queue_read_room(tenon_queue *queue);

/* Waits until a word that the peer stores differs from seen: TENON_OK, TENON_TIMED_OUT or, once for
 * each epoch, TENON_PEER_LEFT; TENON_TRUNCATED. */
tenon_status tenon_queue_wait_for_peer(const tenon_queue *queue, tenon_queue_role *role,
                                       const uint64_t *word, uint64_t seen,
                                       tenon_wait_time *time);

/* TENON_CORRUPT, for the record with this word as its header. */
TENON_COLD tenon_status tenon_queue_corrupt_record(const tenon_queue *queue, uint64_t position,
                                                   uint64_t word);

/* Stores the position up to which the holder has published or released, and wakes the peer if that
 * waits. */
void tenon_queue_show_position(tenon_queue_role *role);

#endif
