/* SPDX-License-Identifier: Apache-2.0 */
/* Consumers, which come and go. */
#include <inttypes.h>
#include <string.h>

#include "platform/private_lock.h"
#include "section/broadcast/shared_broadcast.h"

/* Finds the first of the last messages, from the mark that is so many parts before the end. Sets
 * where to begin. TENON_AGAIN when the producer was faster. */
static tenon_status find(const tenon_broadcast *broadcast, uint64_t last, uint64_t parts,
                         tenon_broadcast_consumer *consumer) {
    uint64_t published;
    tenon_status status = tenon_broadcast_read_published(broadcast, &published);
    if (status != TENON_OK) {
        return status;
    }
    uint64_t next;
    status = tenon_broadcast_next(broadcast, published, &next);
    if (status != TENON_OK) {
        return status;
    }
    consumer->position = published;
    consumer->expected = next;
    if (last == 0 || next == 1) {
        return TENON_OK;
    }
    uint64_t first = last < next ? next - last : 1;
    for (uint64_t before = parts; before >= TENON_BROADCAST_WALK_MARKS; before--) {
        uint64_t mark;
        if (tenon_broadcast_mark(broadcast, published, before, &mark) &&
            tenon_broadcast_is_whole(broadcast, mark)) {
            return tenon_broadcast_walk(broadcast, mark, published, first, &next,
                                        &consumer->position, &consumer->expected);
        }
    }
    return TENON_AGAIN;
}

/* Each attempt in vain begins with newer messages than the one before. */
static tenon_status find_begin(const tenon_broadcast *broadcast, uint64_t last,
                               tenon_broadcast_consumer *consumer) {
    uint64_t parts = TENON_BROADCAST_MARKS - 1;
    for (uint32_t i = 0; i < TENON_BROADCAST_TRIES; i++) {
        tenon_status status = find(broadcast, last, parts, consumer);
        if (status != TENON_AGAIN) {
            return status;
        }
        parts = tenon_larger(parts - 2, TENON_BROADCAST_WALK_MARKS);
        tenon_pause();
    }
    return tenon_fail(TENON_AGAIN,
                      "the records of broadcast '%s' of %s were overwritten each time that they"
                      " were read",
                      broadcast->section, broadcast->host->path);
}

tenon_status tenon_broadcast_join(tenon_broadcast *broadcast, uint64_t last,
                                  tenon_broadcast_consumer **consumer) {
    *consumer = NULL;
    tenon_status status = tenon_section_host_check(broadcast->host);
    if (status == TENON_OK) {
        status = tenon_section_host_require_whole(broadcast->host);
    }
    if (status != TENON_OK) {
        return status;
    }
    tenon_broadcast_consumer *joined =
        tenon_platform_allocate_aligned(_Alignof(tenon_broadcast_consumer), sizeof *joined);
    if (joined == NULL) {
        return tenon_fail(TENON_SYSTEM, "no memory for a consumer of broadcast '%s' of %s",
                          broadcast->section, broadcast->host->path);
    }
    memset(joined, 0, sizeof *joined);
    joined->broadcast = broadcast;
    tenon_role_watch(&joined->producer, &broadcast->header->producer);
    status = find_begin(broadcast, last, joined);
    if (status != TENON_OK) {
        tenon_broadcast_free_consumer(joined);
        return status;
    }
    tenon_private_lock(&broadcast->mutex);
    joined->next = broadcast->consumers;
    broadcast->consumers = joined;
    tenon_private_unlock(&broadcast->mutex);
    *consumer = joined;
    return TENON_OK;
}

tenon_status tenon_broadcast_leave(tenon_broadcast_consumer *consumer) {
    if (consumer == NULL) {
        return TENON_OK;
    }
    tenon_broadcast *broadcast = consumer->broadcast;
    tenon_status status = tenon_section_host_check(broadcast->host);
    if (status == TENON_OK) {
        status = tenon_broadcast_check_handler(consumer);
    }
    if (status != TENON_OK) {
        return status;
    }
    tenon_private_lock(&broadcast->mutex);
    tenon_broadcast_consumer **link = &broadcast->consumers;
    while (*link != consumer) {
        link = &(*link)->next;
    }
    *link = consumer->next;
    tenon_private_unlock(&broadcast->mutex);
    tenon_broadcast_free_consumer(consumer);
    return TENON_OK;
}

void tenon_broadcast_free_consumer(tenon_broadcast_consumer *consumer) {
    tenon_platform_free_aligned(consumer->message);
    tenon_platform_free_aligned(consumer);
}
