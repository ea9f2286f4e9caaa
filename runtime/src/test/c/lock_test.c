/* SPDX-License-Identifier: Apache-2.0 */
/* Mutexes and semaphores. The library has no slices here, so that a wake-up that is missed is a
 * hang, which the watchdog ends. */
#include <pthread.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "harness.h"
#include "lock_regions.h"

#define FOR_EVER    INT64_C(-1)
#define MILLISECOND INT64_C(1000000)

static const uint32_t mutexes[] = {LOCK_PLAIN, LOCK_AGAIN, LOCK_FAIR};
enum { MUTEXES = 3 };

static tenon_mutex_header *header_of(const lock_side *side, uint32_t section) {
    return lock_header(side, section);
}

/* ---- Mutexes, one thread ---- */

static void mutexIsHeldUntilItIsUnlocked(void) {
    const char *path = harness_path("held");
    lock_side side = lock_open(path);
    lock_side other = lock_open(path);
    for (size_t i = 0; i < MUTEXES; i++) {
        tenon_mutex *own = lock_mutex(&side, mutexes[i]);
        tenon_mutex *its = lock_mutex(&other, mutexes[i]);
        CHECK(!tenon_mutex_is_held(own));
        CHECK_STATUS(tenon_mutex_lock(own, 0), TENON_OK);
        CHECK(tenon_mutex_is_held(own) && !tenon_mutex_is_held(its));
        CHECK_STATUS(tenon_mutex_lock(its, 0), TENON_TIMED_OUT);
        CHECK_STATUS(tenon_mutex_lock(its, MILLISECOND), TENON_TIMED_OUT);
        CHECK_DETAIL("time-out");
        CHECK_STATUS(tenon_mutex_unlock(own), TENON_OK);
        CHECK_STATUS(tenon_mutex_lock(its, 0), TENON_OK);
        CHECK_STATUS(tenon_mutex_unlock(its), TENON_OK);
        CHECK_EQUAL(header_of(&side, mutexes[i])->taken, 2);
        CHECK_EQUAL(header_of(&side, mutexes[i])->deaths, 0);
    }
    lock_close(&other);
    lock_close(&side);
}

static void recursiveMutexIsUnlockedAsOftenAsItWasLocked(void) {
    const char *path = harness_path("recursive");
    lock_side side = lock_open(path);
    lock_side other = lock_open(path);
    for (int i = 0; i < 3; i++) {
        CHECK_STATUS(tenon_mutex_lock(side.again, FOR_EVER), TENON_OK);
    }
    for (int i = 0; i < 3; i++) {
        CHECK_STATUS(tenon_mutex_lock(other.again, 0), TENON_TIMED_OUT);
        CHECK_STATUS(tenon_mutex_unlock(side.again), TENON_OK);
    }
    CHECK_STATUS(tenon_mutex_lock(other.again, 0), TENON_OK);
    CHECK_STATUS(tenon_mutex_unlock(other.again), TENON_OK);
    lock_close(&other);
    lock_close(&side);
}

static void secondLockOfAThreadIsRefused(void) {
    lock_side side = lock_open(harness_path("twice"));
    CHECK_STATUS(tenon_mutex_lock(side.plain, 0), TENON_OK);
    CHECK_STATUS(tenon_mutex_lock(side.plain, FOR_EVER), TENON_BUSY);
    CHECK_DETAIL("mutex 'plain' of ");
    CHECK_DETAIL("is not recursive");
    CHECK_STATUS(tenon_mutex_unlock(side.plain), TENON_OK);
    CHECK_STATUS(tenon_mutex_unlock(side.plain), TENON_INVALID);
    CHECK_DETAIL("does not hold");
    lock_close(&side);
}

static void *unlock_and_try(void *context) {
    const lock_side *side = context;
    CHECK_STATUS(tenon_mutex_unlock(side->plain), TENON_INVALID);
    CHECK_STATUS(tenon_mutex_lock(side->plain, 0), TENON_TIMED_OUT);
    CHECK(!tenon_mutex_is_held(side->plain));
    return NULL;
}

static void mutexBelongsToOneThreadOfAnAttachment(void) {
    lock_side side = lock_open(harness_path("thread"));
    CHECK_STATUS(tenon_mutex_lock(side.plain, 0), TENON_OK);
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, unlock_and_try, &side) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK_STATUS(tenon_mutex_unlock(side.plain), TENON_OK);
    lock_close(&side);
}

static void mutexThatIsTakenFromItsHolderIsCorrupt(void) {
    lock_side side = lock_open(harness_path("stolen"));
    CHECK_STATUS(tenon_mutex_lock(side.plain, 0), TENON_OK);
    tenon_store_release_u64(&header_of(&side, LOCK_PLAIN)->owner, 0);
    CHECK_STATUS(tenon_mutex_unlock(side.plain), TENON_CORRUPT);
    CHECK_DETAIL("was taken from its holder");
    CHECK(!tenon_mutex_is_held(side.plain));
    CHECK_STATUS(tenon_mutex_lock(side.plain, 0), TENON_OK);
    CHECK_STATUS(tenon_mutex_unlock(side.plain), TENON_OK);
    lock_close(&side);
}

/* ---- Owners that have gone ---- */

static void closingWithTheMutexLockedCountsAsDeath(void) {
    const char *path = harness_path("closed");
    lock_side side = lock_open(path);
    for (size_t i = 0; i < MUTEXES; i++) {
        lock_side other = lock_open(path);
        CHECK_STATUS(tenon_mutex_lock(lock_mutex(&other, mutexes[i]), 0), TENON_OK);
        lock_close(&other);
        tenon_mutex *own = lock_mutex(&side, mutexes[i]);
        CHECK_STATUS(tenon_mutex_lock(own, 0), TENON_OWNER_DIED);
        CHECK(tenon_mutex_is_held(own));
        CHECK_STATUS(tenon_mutex_unlock(own), TENON_OK);
        CHECK_STATUS(tenon_mutex_lock(own, 0), TENON_OK);
        CHECK_STATUS(tenon_mutex_unlock(own), TENON_OK);
        CHECK_EQUAL(header_of(&side, mutexes[i])->deaths, 1);
    }
    lock_close(&side);
}

/* A role: locks everything and says so. */
static int hold_all(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    lock_side side = lock_open(arguments[0]);
    for (size_t i = 0; i < MUTEXES; i++) {
        CHECK_STATUS(tenon_mutex_lock(lock_mutex(&side, mutexes[i]), 0), TENON_OK);
    }
    uint32_t permit;
    for (uint32_t i = 0; i < LOCK_PERMITS; i++) {
        CHECK_STATUS(tenon_semaphore_acquire(side.slots, 0, &permit), TENON_OK);
    }
    child_tell('h');
    (void)child_hear();
    return 0;
}

static void killedHolderIsFoundAndTold(void) {
    const char *path = harness_path("killed");
    lock_side side = lock_open(path);
    harness_child holder = harness_start("hold-all", path, NULL);
    CHECK_EQUAL(harness_hear(&holder), 'h');
    uint32_t permit;
    CHECK_STATUS(tenon_semaphore_acquire(side.slots, 0, &permit), TENON_TIMED_OUT);
    for (size_t i = 0; i < MUTEXES; i++) {
        CHECK_STATUS(tenon_mutex_lock(lock_mutex(&side, mutexes[i]), 0), TENON_TIMED_OUT);
    }
    harness_kill(&holder);
    for (size_t i = 0; i < MUTEXES; i++) {
        tenon_mutex *own = lock_mutex(&side, mutexes[i]);
        CHECK_STATUS(tenon_mutex_lock(own, 0), TENON_OWNER_DIED);
        CHECK_STATUS(tenon_mutex_unlock(own), TENON_OK);
    }
    CHECK_EQUAL(tenon_semaphore_available(side.slots), 0);
    for (uint32_t i = 0; i < LOCK_PERMITS; i++) {
        CHECK_STATUS(tenon_semaphore_acquire(side.slots, 0, &permit), TENON_OK);
    }
    const tenon_semaphore_header *semaphore = lock_header(&side, LOCK_SLOTS);
    CHECK_EQUAL(semaphore->recovered, LOCK_PERMITS);
    CHECK_STATUS(tenon_semaphore_acquire(side.slots, 0, &permit), TENON_TIMED_OUT);
    lock_close(&side);
}

/* The attachment before this one in its slot, which somebody else has taken since. */
static uint64_t former(const lock_side *side, uint32_t slot) {
    const tenon_region_header *header = (const void *)side->base;
    uint64_t generation = header->participants[slot].generation - 1;
    return generation << TENON_ATTACHMENT_SLOT_BITS | (slot + 1);
}

static void ownerIsGoneWhoseSlotIsAnothers(void) {
    lock_side side = lock_open(harness_path("slot"));
    uint64_t *owners = (void *)(side.base + lock_entry(&side, LOCK_SLOTS)->data_offset);
    for (size_t i = 0; i < MUTEXES; i++) {
        tenon_mutex *own = lock_mutex(&side, mutexes[i]);
        tenon_store_release_u64(&header_of(&side, mutexes[i])->owner, former(&side, 0));
        CHECK_STATUS(tenon_mutex_lock(own, 0), TENON_OWNER_DIED);
        CHECK_STATUS(tenon_mutex_unlock(own), TENON_OK);
        tenon_store_release_u64(&owners[i], former(&side, 0));
    }
    uint32_t permit;
    for (uint32_t i = 0; i < LOCK_PERMITS; i++) {
        CHECK_STATUS(tenon_semaphore_acquire(side.slots, 0, &permit), TENON_OK);
    }
    lock_close(&side);
}

/* ---- Several threads and attachments ---- */

typedef struct patient {
    lock_side side;
    uint32_t section;
    tenon_status status;
} patient;

static void *wait_patiently(void *context) {
    patient *own = context;
    uint32_t permit;
    own->status = own->section == LOCK_SLOTS
                      ? tenon_semaphore_acquire(own->side.slots, FOR_EVER, &permit)
                      : tenon_mutex_lock(lock_mutex(&own->side, own->section), FOR_EVER);
    return NULL;
}

static void closeOfTheHolderEndsTheWaitsOfOthers(void) {
    static const uint32_t sections[] = {LOCK_PLAIN, LOCK_SLOTS};
    for (size_t i = 0; i < 2; i++) {
        const char *path = harness_path(i == 0 ? "mutex" : "semaphore");
        lock_side side = lock_open(path);
        patient own = {.side = lock_open(path), .section = sections[i]};
        uint32_t permit;
        CHECK_STATUS(tenon_mutex_lock(side.plain, 0), TENON_OK);
        for (uint32_t j = 0; j < LOCK_PERMITS; j++) {
            CHECK_STATUS(tenon_semaphore_acquire(side.slots, 0, &permit), TENON_OK);
        }
        pthread_t thread;
        CHECK(pthread_create(&thread, NULL, wait_patiently, &own) == 0);
        lock_await_waiting(&side, sections[i]);
        lock_close(&side);
        CHECK(pthread_join(thread, NULL) == 0);
        CHECK_STATUS(own.status, sections[i] == LOCK_SLOTS ? TENON_OK : TENON_OWNER_DIED);
        lock_close(&own.side);
    }
}


typedef struct worker {
    lock_side *side;
    uint32_t section;
    uint64_t turns;
} worker;

static void *lock_and_work(void *context) {
    const worker *own = context;
    tenon_mutex *mutex = lock_mutex(own->side, own->section);
    for (uint64_t i = 0; i < own->turns; i++) {
        /* Now and then with a time-out, which a wait may meet. */
        tenon_status status = tenon_mutex_lock(mutex, i % 16 == 0 ? MILLISECOND / 50 : FOR_EVER);
        CHECK(status == TENON_OK || (status == TENON_TIMED_OUT && i % 16 == 0));
        if (status == TENON_OK) {
            lock_work(own->side);
            tenon_fetch_add_u64(&own->side->status->words[0], 1);
            CHECK_STATUS(tenon_mutex_unlock(mutex), TENON_OK);
        }
    }
    return NULL;
}

static uint64_t turns(void) {
    return harness_is_long() ? 2500000 : harness_is_sanitized() ? 2000 : 20000;
}

static void oneThreadAtATimeIsInside(void) {
    enum { THREADS = 4 };
    for (size_t i = 0; i < MUTEXES; i++) {
        char name[16];
        snprintf(name, sizeof name, "storm%zu", i);
        const char *path = harness_path(name);
        lock_side sides[2] = {lock_open(path), lock_open(path)};
        pthread_t threads[THREADS];
        worker workers[THREADS];
        for (uint32_t j = 0; j < THREADS; j++) {
            workers[j] = (worker){&sides[j % 2], mutexes[i], turns()};
            CHECK(pthread_create(&threads[j], NULL, lock_and_work, &workers[j]) == 0);
        }
        for (uint32_t j = 0; j < THREADS; j++) {
            CHECK(pthread_join(threads[j], NULL) == 0);
            harness_got_on();
        }
        CHECK(sides[0].status->first == sides[0].status->words[0]);
        CHECK(sides[0].status->first >= THREADS * turns() / 16 * 15);
        CHECK_EQUAL(lock_waits(&sides[0], mutexes[i])->waiting, 0);
        lock_close(&sides[1]);
        lock_close(&sides[0]);
    }
}

/* ---- Fairness ---- */

typedef struct comer {
    lock_side side;
    uint64_t place; /* among those that got the mutex */
    int64_t timeout_ns;
    tenon_status status;
} comer;

static void *come(void *context) {
    comer *own = context;
    own->status = tenon_mutex_lock(own->side.fair, own->timeout_ns);
    if (own->status == TENON_OK) {
        own->place = tenon_fetch_add_u64(&own->side.status->words[1], 1);
        CHECK_STATUS(tenon_mutex_unlock(own->side.fair), TENON_OK);
    }
    return NULL;
}

/* Until as many tickets were drawn. */
static void await_tickets(const lock_side *side, uint64_t count) {
    while (tenon_load_acquire_u64(&header_of(side, LOCK_FAIR)->tickets) < count) {
        usleep(100);
    }
}

static void fairMutexIsGivenInTheOrderInWhichAttachmentsCame(void) {
    enum { COMERS = 6, GIVES_UP = 2 };
    const char *path = harness_path("order");
    lock_side side = lock_open(path);
    CHECK_STATUS(tenon_mutex_lock(side.fair, 0), TENON_OK);
    comer comers[COMERS] = {0};
    pthread_t threads[COMERS];
    for (uint32_t i = 0; i < COMERS; i++) {
        comers[i].side = lock_open(path);
        comers[i].timeout_ns = i == GIVES_UP ? MILLISECOND : FOR_EVER;
        CHECK(pthread_create(&threads[i], NULL, come, &comers[i]) == 0);
        await_tickets(&side, i + 1);
    }
    CHECK(pthread_join(threads[GIVES_UP], NULL) == 0);
    CHECK_STATUS(comers[GIVES_UP].status, TENON_TIMED_OUT);
    CHECK_STATUS(tenon_mutex_unlock(side.fair), TENON_OK);
    for (uint32_t i = 0; i < COMERS; i++) {
        if (i != GIVES_UP) {
            CHECK(pthread_join(threads[i], NULL) == 0);
            CHECK_STATUS(comers[i].status, TENON_OK);
            CHECK_EQUAL(comers[i].place, i < GIVES_UP ? i : i - 1);
        }
        lock_close(&comers[i].side);
    }
    lock_close(&side);
}

static int wait_for_fair(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    lock_side side = lock_open(arguments[0]);
    child_tell('w');
    CHECK_STATUS(tenon_mutex_lock(side.fair, FOR_EVER), TENON_OK);
    return 0;
}

static void ticketOfADeadAttachmentIsPassedOver(void) {
    const char *path = harness_path("ticket");
    lock_side side = lock_open(path);
    lock_side other = lock_open(path);
    CHECK_STATUS(tenon_mutex_lock(side.fair, 0), TENON_OK);
    harness_child first = harness_start("wait-for-fair", path, NULL);
    CHECK_EQUAL(harness_hear(&first), 'w');
    await_tickets(&side, 1);
    CHECK_STATUS(tenon_mutex_lock(other.fair, 0), TENON_TIMED_OUT);
    harness_kill(&first);
    CHECK_STATUS(tenon_mutex_unlock(side.fair), TENON_OK);
    CHECK_STATUS(tenon_mutex_lock(other.fair, 0), TENON_OK);
    CHECK_STATUS(tenon_mutex_unlock(other.fair), TENON_OK);
    lock_close(&other);
    lock_close(&side);
}

/* ---- Semaphores ---- */

static void semaphoreHasAsManyPermitsAsTheSchemaSays(void) {
    const char *path = harness_path("permits");
    lock_side side = lock_open(path);
    lock_side other = lock_open(path);
    CHECK_EQUAL(tenon_semaphore_permits(side.slots), LOCK_PERMITS);
    CHECK_EQUAL(tenon_semaphore_available(side.slots), LOCK_PERMITS);
    uint32_t permits[LOCK_PERMITS];
    uint32_t none;
    bool had[LOCK_PERMITS] = {false};
    for (uint32_t i = 0; i < LOCK_PERMITS; i++) {
        tenon_semaphore *from = i == 0 ? other.slots : side.slots;
        CHECK_STATUS(tenon_semaphore_acquire(from, 0, &permits[i]), TENON_OK);
        CHECK(permits[i] < LOCK_PERMITS && !had[permits[i]]);
        had[permits[i]] = true;
    }
    CHECK_EQUAL(tenon_semaphore_available(side.slots), 0);
    CHECK_STATUS(tenon_semaphore_acquire(side.slots, 0, &none), TENON_TIMED_OUT);
    CHECK_STATUS(tenon_semaphore_acquire(side.slots, MILLISECOND, &none), TENON_TIMED_OUT);
    CHECK_STATUS(tenon_semaphore_release(side.slots, permits[0]), TENON_INVALID);
    CHECK_DETAIL("is not this handle's");
    CHECK_STATUS(tenon_semaphore_release(side.slots, LOCK_PERMITS), TENON_INVALID);
    CHECK_STATUS(tenon_semaphore_release(side.slots, UINT32_MAX), TENON_INVALID);
    CHECK_STATUS(tenon_semaphore_release(side.slots, permits[1]), TENON_OK);
    CHECK_STATUS(tenon_semaphore_release(side.slots, permits[1]), TENON_INVALID);
    CHECK_STATUS(tenon_semaphore_acquire(other.slots, 0, &none), TENON_OK);
    CHECK_EQUAL(none, permits[1]);
    /* The close gives back what is left. */
    lock_close(&other);
    CHECK_EQUAL(tenon_semaphore_available(side.slots), 2);
    const tenon_semaphore_header *header = lock_header(&side, LOCK_SLOTS);
    CHECK_EQUAL(header->recovered, 0);
    lock_close(&side);
}

static void *use_permits(void *context) {
    const worker *own = context;
    uint64_t *inside = &own->side->status->words[2];
    for (uint64_t i = 0; i < own->turns; i++) {
        uint32_t permit;
        tenon_status status =
            tenon_semaphore_acquire(own->side->slots, i % 16 == 0 ? MILLISECOND / 50 : FOR_EVER,
                                    &permit);
        CHECK(status == TENON_OK || (status == TENON_TIMED_OUT && i % 16 == 0));
        if (status == TENON_OK) {
            uint64_t *own_word = &own->side->status->words[3 + permit];
            CHECK(tenon_fetch_add_u64(inside, 1) < LOCK_PERMITS);
            CHECK(tenon_exchange_u64(own_word, 1) == 0);
            CHECK(tenon_exchange_u64(own_word, 0) == 1);
            (void)tenon_fetch_add_u64(inside, UINT64_MAX);
            CHECK_STATUS(tenon_semaphore_release(own->side->slots, permit), TENON_OK);
        }
    }
    return NULL;
}

static void noMoreThreadsAreInsideThanThereArePermits(void) {
    enum { THREADS = 6 };
    const char *path = harness_path("inside");
    lock_side sides[2] = {lock_open(path), lock_open(path)};
    pthread_t threads[THREADS];
    worker workers[THREADS];
    for (uint32_t i = 0; i < THREADS; i++) {
        workers[i] = (worker){&sides[i % 2], LOCK_SLOTS, 5 * turns()};
        CHECK(pthread_create(&threads[i], NULL, use_permits, &workers[i]) == 0);
    }
    for (uint32_t i = 0; i < THREADS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
        harness_got_on();
    }
    CHECK_EQUAL(tenon_semaphore_available(sides[0].slots), LOCK_PERMITS);
    lock_close(&sides[1]);
    lock_close(&sides[0]);
}

const harness_role harness_roles[] = {
    {"hold-all", hold_all}, {"wait-for-fair", wait_for_fair}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(mutexIsHeldUntilItIsUnlocked),
    TEST(recursiveMutexIsUnlockedAsOftenAsItWasLocked),
    TEST(secondLockOfAThreadIsRefused),
    TEST(mutexBelongsToOneThreadOfAnAttachment),
    TEST(mutexThatIsTakenFromItsHolderIsCorrupt),
    TEST(closingWithTheMutexLockedCountsAsDeath),
    TEST(killedHolderIsFoundAndTold),
    TEST(ownerIsGoneWhoseSlotIsAnothers),
    TEST(closeOfTheHolderEndsTheWaitsOfOthers),
    TEST(oneThreadAtATimeIsInside),
    TEST(fairMutexIsGivenInTheOrderInWhichAttachmentsCame),
    TEST(ticketOfADeadAttachmentIsPassedOver),
    TEST(semaphoreHasAsManyPermitsAsTheSchemaSays),
    TEST(noMoreThreadsAreInsideThanThereArePermits),
    {NULL, NULL},
};
