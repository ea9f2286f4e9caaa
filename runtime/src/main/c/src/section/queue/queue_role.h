/* SPDX-License-Identifier: Apache-2.0 */
/* Taking, leaving and waiting as the holder of one role of a queue. */
#ifndef TENON_SRC_SECTION_QUEUE_ROLE_H
#define TENON_SRC_SECTION_QUEUE_ROLE_H

#include "section/queue/shared_queue.h"

/* Takes a role; TENON_OK when this handle has it already. */
tenon_status tenon_queue_take_role(tenon_queue *queue, tenon_queue_role *role);
/* Gives it up; TENON_TRUNCATED when nobody can be told any more. */
tenon_status tenon_queue_leave_role(tenon_queue *queue, tenon_queue_role *role);

/* TENON_BUSY while the consumer of this handle is in a handler. */
tenon_status tenon_queue_check_handler(const tenon_queue *queue);

/* Reads and checks the peer's position word into role->peer_position. */
tenon_status tenon_queue_read_peer(tenon_queue *queue, tenon_queue_role *role);

/* Waits until the peer's position word differs from seen: TENON_OK, TENON_TIMED_OUT or, once for
 * each epoch, TENON_PEER_LEFT; TENON_TRUNCATED. */
tenon_status tenon_queue_wait_for_peer(const tenon_queue *queue, tenon_queue_role *role,
                                       uint64_t seen, uint64_t deadline);

#endif
