/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "base/arithmetic.h"
#include "section/latest/shared_latest.h"
#include "section/words.h"

/* Copies the value of that number; false when it is overwritten meanwhile. */
static bool copy(const tenon_latest *latest, uint64_t number, uint32_t *version, void *value,
                 uint64_t size) {
    tenon_latest_slot *slot = tenon_latest_slot_of(latest, number);
    *version = tenon_load_relaxed_u32(&slot->contract_version);
    tenon_words_load(value, tenon_latest_words(slot), size);
    /* Pairs with tenon_fence_stores() of the writer: if anything that was loaded is of a later
     * value, this sequence is no more that of the value looked for. */
    tenon_fence_loads();
    return tenon_load_relaxed_u64(&slot->sequence) == 2 * number;
}

/* Whatever the slot says, no version is told whose fields are not there. */
static uint32_t bounded(const tenon_latest *latest, uint32_t own, uint32_t found) {
    return (uint32_t)tenon_smaller(found, tenon_smaller(own, latest->host->contract_version));
}

/* Time of the last value that the reader has read. */
static void mark(tenon_latest_reader *reader, uint64_t now) {
    reader->since = now;
    reader->periods = 0;
}

static tenon_status read_newest(const tenon_latest *latest, tenon_latest_reader *reader,
                                uint32_t *contract_version, void *value, uint64_t size) {
    size = tenon_smaller(size, tenon_latest_room(latest));
    for (uint32_t i = 0; i < TENON_LATEST_TRIES; i++) {
        /* Pairs with the store in tenon_latest_publish(): that value is there, and its sequence. */
        uint64_t number = tenon_load_acquire_u64(&latest->header->published);
        uint32_t version;
        if (number == 0) {
            return tenon_outcome(TENON_NOT_FOUND, "no value has been published yet");
        }
        if (TENON_LIKELY(copy(latest, number, &version, value, size))) {
            *contract_version = bounded(latest, *contract_version, version);
            if (reader->number != number) {
                reader->number = number;
                /* Without a deadline nobody may ask, and the clock takes longer than the copy. */
                mark(reader, reader->deadline_ns != 0 ? tenon_platform_now() : 0);
            }
            return TENON_OK;
        }
        tenon_pause();
    }
    return tenon_outcome(TENON_AGAIN, "the value was overwritten each time that it was read");
}

static inline tenon_status check(const tenon_latest *latest) {
    return TENON_LIKELY(latest->host->generation == tenon_platform_generation())
               ? TENON_OK
               : tenon_section_host_check(latest->host);
}

tenon_status tenon_latest_read(tenon_latest *latest, tenon_latest_reader *reader,
                               uint32_t *contract_version, void *value, uint64_t size) {
    tenon_status status = check(latest);
    return TENON_LIKELY(status == TENON_OK)
               ? read_newest(latest, reader, contract_version, value, size)
               : status;
}

/* The time at which a silence is counted from; begins with the first look at the clock. */
static uint64_t begin_of_silence(tenon_latest_reader *reader, uint64_t now) {
    if (reader->since == 0) {
        reader->since = now;
    }
    return reader->since;
}

uint64_t tenon_latest_silence(tenon_latest_reader *reader) {
    uint64_t now = tenon_platform_now();
    return now - begin_of_silence(reader, now);
}

/* The end of the deadline that counts now. */
static uint64_t due(tenon_latest_reader *reader, uint64_t now) {
    uint64_t since = begin_of_silence(reader, now);
    return reader->deadline_ns == 0 ? UINT64_MAX
                                    : since + (reader->periods + 1) * reader->deadline_ns;
}

/* A wait has ended without a value: whether by the deadline, which is counted then. */
static tenon_status silent(tenon_latest_reader *reader) {
    uint64_t now = tenon_platform_now();
    if (now < due(reader, now)) {
        return tenon_outcome(TENON_TIMED_OUT, "the time-out passed");
    }
    reader->periods = (uint32_t)((now - reader->since) / reader->deadline_ns);
    reader->missed_deadlines++;
    return tenon_outcome(TENON_TIMED_OUT, "the deadline passed without a newer value");
}

/* Waits until another value is the newest one. */
static tenon_status await(tenon_latest *latest, tenon_latest_reader *reader,
                          tenon_wait_time *time) {
    tenon_peer_watch writer = {.role = &latest->header->writer,
                               .last_owner = reader->last_writer,
                               .next_look = reader->next_look,
                               .reported_epoch = reader->reported_epoch};
    const tenon_condition has_changed = {.word = &latest->header->published,
                                         .seen = reader->number};
    tenon_status status =
        tenon_shared_waits_await(latest->host, &latest->arrivals, &writer, &has_changed, time);
    reader->last_writer = writer.last_owner;
    reader->next_look = writer.next_look;
    reader->reported_epoch = writer.reported_epoch;
    if (status == TENON_PEER_LEFT) {
        const tenon_section_label label = tenon_latest_label(latest);
        return tenon_role_has_left(&label, "writer", &writer);
    }
    return status;
}

/* Bounds a wait by the deadline. */
static tenon_wait_time time_of(tenon_latest_reader *reader, int64_t timeout_ns) {
    tenon_wait_time time = {.timeout = timeout_ns};
    if (reader->deadline_ns != 0 && timeout_ns != 0) {
        uint64_t now = tenon_wait_now(&time);
        time.deadline = tenon_smaller(time.deadline, due(reader, now));
    }
    return time;
}

tenon_status tenon_latest_take(tenon_latest *latest, tenon_latest_reader *reader,
                               int64_t timeout_ns, uint32_t *contract_version, void *value,
                               uint64_t size) {
    tenon_status status = check(latest);
    if (status != TENON_OK) {
        return status;
    }
    if (tenon_load_acquire_u64(&latest->header->published) != reader->number) {
        return read_newest(latest, reader, contract_version, value, size);
    }
    tenon_wait_time time = time_of(reader, timeout_ns);
    status = await(latest, reader, &time);
    if (status == TENON_TIMED_OUT) {
        return silent(reader);
    }
    return status == TENON_OK ? read_newest(latest, reader, contract_version, value, size)
                              : status;
}

uint64_t tenon_latest_published(const tenon_latest *latest) {
    return tenon_load_acquire_u64(&latest->header->published);
}

tenon_peer_state tenon_latest_writer_state(const tenon_latest *latest) {
    return tenon_role_state(&latest->header->writer);
}
