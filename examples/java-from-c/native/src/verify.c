/* SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include <zone_time/zone_time_exports.h>

#include "clock_text.h"

#define MAX_CHANGES 64
#define LAST_INSTANT INT64_C(2145916800) /* 2038: after that there are only rules, no new facts */
#define TOLD_AT_MOST 10

struct worker {
    pthread_t thread;
    const struct zones *zones;
    atomic_size_t *next_zone;
    struct verification result;
};

static void disagree(struct worker *worker, const char *zone, int64_t instant, const char *what)
{
    if (worker->result.disagreements++ < TOLD_AT_MOST) {
        fprintf(stderr, "zonetime: %s at %lld: %s\n", zone, (long long)instant, what);
    }
}

static bool is_same(const zt_clock *one, const zt_clock *other)
{
    return clock_seconds(one) == clock_seconds(other);
}

/* From the moment to what clocks show, and back. */
static void there_and_back(struct worker *worker, const char *zone, int64_t instant)
{
    zt_moment moment = ZT_MOMENT_INIT;
    zt_moment back = ZT_MOMENT_INIT;
    worker->result.calls += 2;
    if (!zt_at_instant(instant, zone, &moment)) {
        disagree(worker, zone, instant, zt_last_error());
        return;
    }
    if (clock_seconds(&moment.clock) - moment.offset != instant) {
        disagree(worker, zone, instant, "the C library counts other seconds");
    }
    switch (zt_at_clock(moment.clock, zone, &back)) {
    case ZT_MATCH_UNIQUE:
        if (back.instant != instant) {
            disagree(worker, zone, instant, "its clock time is said to be another moment");
        }
        break;
    case ZT_MATCH_REPEATED:
        if (back.instant != instant && back.instant - back.skipped != instant) {
            disagree(worker, zone, instant, "its clock time is said to be two other moments");
        }
        break;
    case ZT_MATCH_SKIPPED:
        disagree(worker, zone, instant, "its clock time is said to be skipped");
        break;
    default:
        disagree(worker, zone, instant, zt_last_error());
        break;
    }
}

static void verify_change(struct worker *worker, const char *zone, const zt_clock_change *change)
{
    static const int64_t around[] = {-7200, -1, 0, 1, 7200};
    for (size_t i = 0; i < sizeof around / sizeof around[0]; i++) {
        there_and_back(worker, zone, change->instant + around[i]);
    }
    zt_moment moment = ZT_MOMENT_INIT;
    worker->result.calls++;
    worker->result.changes++;
    if (!zt_at_instant(change->instant, zone, &moment) || !is_same(&moment.clock, &change->after)) {
        disagree(worker, zone, change->instant, "clocks do not show what they were set to");
    }
}

static void verify_zone(struct worker *worker, const char *zone)
{
    zt_clock_change changes[MAX_CHANGES];
    int64_t since = 0;
    there_and_back(worker, zone, since);
    for (;;) {
        worker->result.calls++;
        const int32_t found = zt_clock_changes(zone, since, changes, MAX_CHANGES);
        if (found < 0) {
            disagree(worker, zone, since, zt_last_error());
            return;
        }
        for (int32_t i = 0; i < found && changes[i].instant < LAST_INSTANT; i++) {
            verify_change(worker, zone, &changes[i]);
        }
        if (found < MAX_CHANGES || changes[MAX_CHANGES - 1].instant >= LAST_INSTANT) {
            return;
        }
        since = changes[MAX_CHANGES - 1].instant + 1;
    }
}

/* An error belongs to the thread that made it, whatever the others do meanwhile. */
static void verify_own_error(struct worker *worker)
{
    char zone[32];
    snprintf(zone, sizeof zone, "Thread/%p", (void *)worker);
    zt_moment moment = ZT_MOMENT_INIT;
    worker->result.calls += 2;
    const bool known = zt_at_instant(0, zone, &moment);
    const char *error = zt_last_error();
    if (known || error == NULL || strstr(error, zone) == NULL) {
        disagree(worker, zone, 0, "is not said to be unknown");
    }
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    const struct zones *zones = worker->zones;
    for (;;) {
        const size_t zone = atomic_fetch_add(worker->next_zone, 1);
        if (zone >= zones->count) {
            return NULL;
        }
        verify_zone(worker, zones->names[zone]);
        verify_own_error(worker);
    }
}

bool verify(const struct zones *zones, unsigned threads, struct verification *result)
{
    struct worker workers[VERIFY_MAX_THREADS];
    atomic_size_t next_zone = 0;
    unsigned started = 0;
    *result = (struct verification){0};
    while (started < threads && started < VERIFY_MAX_THREADS) {
        struct worker *worker = &workers[started];
        *worker = (struct worker){.zones = zones, .next_zone = &next_zone};
        /* An ordinary thread: it becomes one of Java's with its first call, until it ends. */
        if (pthread_create(&worker->thread, NULL, work, worker) != 0) {
            break;
        }
        started++;
    }
    for (unsigned i = 0; i < started; i++) {
        pthread_join(workers[i].thread, NULL);
        result->calls += workers[i].result.calls;
        result->changes += workers[i].result.changes;
        result->disagreements += workers[i].result.disagreements;
    }
    return started > 0;
}
