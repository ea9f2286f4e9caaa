/* SPDX-License-Identifier: Apache-2.0 */
/* The registration lock when its holders are killed, stopped and forked, and files closed. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "messages.h"
#include "regions.h"
#include "stepping.h"

static tenon_region *create(const char *path) {
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
    return region;
}

static tenon_region *attach(const char *path) {
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &region), TENON_OK);
    return region;
}

static tenon_queue *quotes(tenon_region *region) {
    return tenon_region_queue(region, QUEUE_SECTION);
}

/* ---- Killed while having it ---- */

static int join_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    be_stepped();
    mark();
    (void)attach(arguments[0]);
    mark();
    return 0;
}

static int leave_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = attach(arguments[0]);
    be_stepped();
    mark();
    tenon_region_close(region);
    mark();
    return 0;
}

static int remove_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    be_stepped();
    mark();
    (void)tenon_region_remove(arguments[0], &in_file);
    mark();
    return 0;
}

static int replace_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    be_stepped();
    mark();
    (void)create(arguments[0]);
    mark();
    return 0;
}

static int create_and_die(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    (void)create(arguments[0]);
    (void)raise(SIGKILL);
    return 0;
}

/* Takes the child to its system call behind which the lock is held, and from there past so many
 * instructions; false when it gave the lock back before. */
static bool advance_while_locked(const harness_child *child, const uint64_t *lock, uint64_t steps) {
    while (tenon_load_acquire_u64(lock) == 0) {
        if (!step_system_call(child)) {
            return false;
        }
    }
    for (uint64_t i = 0; i < steps; i++) {
        if (tenon_load_acquire_u64(lock) == 0 || !step(child)) {
            return false;
        }
    }
    return true;
}

/* Number of instructions between two kills; a sanitizer makes many of one. */
static uint64_t stride(void) { return harness_is_sanitized() ? 9973 : 61; }

/* Kills a role at one instruction after the other while it has the lock of a region. Nobody waits
 * for it, or opening were busy. */
static void kill_while_locked(const char *role, bool abandoned) {
    uint64_t kills = 0;
    for (bool locked = true; locked; kills++) {
        harness_got_on();
        const char *path = harness_path(role);
        tenon_region *region = NULL;
        if (abandoned) {
            harness_child creator = harness_start("create-and-die", path, NULL);
            CHECK_EQUAL(harness_join(&creator), 256 + SIGKILL);
        } else {
            region = create(path);
        }
        tenon_region_header *header = test_map_header(path);
        harness_child child = start_stepped(role, path);
        locked = advance_while_locked(&child, &header->lock, kills * stride());
        if (kills == 0) {
            CHECK(locked);
        }
        harness_kill(&child);
        tenon_region *second;
        CHECK_STATUS(test_open_with(tenon_region_open_or_create, path, &in_file, &second),
                     TENON_OK);
        CHECK_STATUS(tenon_region_close(second), TENON_OK);
        CHECK_STATUS(tenon_region_close(region), TENON_OK);
        CHECK(!test_exists(path));
    }
    CHECK(kills > (harness_is_sanitized() ? 1 : 5));
}

static void joinerKilledAtAnyInstructionIsInNobodysWay(void) { kill_while_locked("join", false); }

static void leaverKilledAtAnyInstructionIsInNobodysWay(void) { kill_while_locked("leave", false); }

static void removerKilledAtAnyInstructionIsInNobodysWay(void) {
    kill_while_locked("remove", false);
}

static void replacerKilledAtAnyInstructionIsInNobodysWay(void) {
    kill_while_locked("replace", true);
}

/* ---- Forked, stopped, closed ---- */

static int hold_with_child(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    test_hold_registration(arguments[0]);
    pid_t worker = fork();
    CHECK(worker >= 0);
    if (worker == 0) {
        for (;;) {
            (void)pause();
        }
    }
    CHECK(write(STDOUT_FILENO, &worker, sizeof worker) == sizeof worker);
    (void)child_hear();
    return 0;
}

static void childDoesNotKeepTheLockOfItsKilledParent(void) {
    const char *path = harness_path("orphan");
    tenon_region *region = create(path);
    harness_child holder = harness_start("hold-with-child", path, NULL);
    pid_t worker;
    CHECK(read(holder.from, &worker, sizeof worker) == sizeof worker);
    harness_kill(&holder);
    tenon_region *second = attach(path);
    CHECK(kill(worker, 0) == 0);
    CHECK_STATUS(tenon_region_close(second), TENON_OK);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
    CHECK(!test_exists(path));
    CHECK(kill(worker, SIGKILL) == 0);
}

static bool is_about_to_unlink(const harness_child *child) {
#if defined(__x86_64__)
    struct user_regs_struct registers;
    CHECK(ptrace(PTRACE_GETREGS, child->process, NULL, &registers) == 0);
    return registers.orig_rax == SYS_unlink || registers.orig_rax == SYS_unlinkat;
#else
    (void)child;
    harness_skip("the system calls of this processor are not known");
#endif
}

static void slowCloserDoesNotTakeTheNameOfTheNextRegion(void) {
    const char *path = harness_path("slow");
    tenon_region *first = create(path);
    harness_child closer = start_stepped("leave", path);
    CHECK_STATUS(tenon_region_close(first), TENON_OK);
    do {
        CHECK(step_system_call(&closer));
    } while (!is_about_to_unlink(&closer));
    /* It has found that the name is its region's, and removes it whenever it runs again. */
    CHECK_STATUS(tenon_region_remove(path, &in_file), TENON_BUSY);
    CHECK(test_exists(path));
    run_to_mark(&closer);
    CHECK(!test_exists(path));
    harness_kill(&closer);
}

static int remove_name(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    return tenon_region_remove(arguments[0], &in_file) == TENON_NOT_FOUND ? 0 : 1;
}

static void oneOfTwoRemoversRemovesAndTheOtherLeavesTheNextRegionAlone(void) {
    const char *path = harness_path("two");
    tenon_region *first = create(path);
    harness_child slow = start_stepped("remove", path);
    do {
        CHECK(step_system_call(&slow));
    } while (!is_about_to_unlink(&slow));
    harness_child other = harness_start("remove-name", path, NULL);
    run_to_mark(&slow);
    /* There was one name for two. */
    CHECK_EQUAL(harness_join(&other), 0);
    tenon_region *next = create(path);
    harness_kill(&slow);
    CHECK_STATUS(tenon_region_close(first), TENON_OK);
    CHECK(test_exists(path));
    CHECK_STATUS(tenon_region_close(next), TENON_OK);
}

static int close_everything(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = create(arguments[0]);
    tenon_region *second = attach(arguments[0]);
    for (int descriptor = 3; descriptor < 256; descriptor++) {
        (void)close(descriptor);
    }
    /* The numbers are somebody else's now. */
    int other = open("/dev/null", O_RDONLY | O_CLOEXEC);
    for (int i = 0; i < 8; i++) {
        CHECK(fcntl(other, F_DUPFD_CLOEXEC, 3) >= 0);
    }
    CHECK_STATUS(tenon_region_close(second), TENON_OK);
    CHECK(test_exists(arguments[0]));
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
    CHECK(!test_exists(arguments[0]));
    for (int descriptor = other; descriptor < other + 8; descriptor++) {
        CHECK(fcntl(descriptor, F_GETFD) >= 0);
    }
    return 0;
}

static void regionLivesWithoutADescriptor(void) {
    harness_child child = harness_start("close-everything", harness_path("closed"), NULL);
    CHECK_EQUAL(harness_join(&child), 0);
}

/* ---- Children ---- */

static void refuse_struct(tenon_region *region) {
    CHECK(tenon_region_struct(region, STATUS_SECTION) == NULL);
    CHECK_DETAIL("which forked this one");
}

static void count_message(void *context, uint16_t message_id, uint16_t contract_version,
                          const void *payload, uint32_t size) {
    (void)message_id;
    (void)contract_version;
    (void)payload;
    (void)size;
    ++*(int *)context;
}

/* Every call on what the parent opened, which has both roles and an unpublished claim. */
static void use_in_child(tenon_region *region) {
    tenon_queue *queue = quotes(region);
    void *payload;
    int handled = 0;
    CHECK_STATUS(tenon_queue_claim(queue, 1, 1, 8, &payload), TENON_INVALID);
    CHECK_DETAIL("which forked this one: open it again in the child");
    CHECK_STATUS(tenon_queue_claim_wait(queue, 1, 1, 8, 1000, &payload), TENON_INVALID);
    CHECK_STATUS(tenon_queue_trim(queue, 0), TENON_INVALID);
    CHECK_DETAIL("which forked this one");
    CHECK_STATUS(tenon_queue_poll(queue, count_message, &handled, 9), TENON_INVALID);
    CHECK_STATUS(tenon_queue_take(queue, count_message, &handled, 9, 1000), TENON_INVALID);
    CHECK_STATUS(tenon_queue_produce(queue), TENON_INVALID);
    CHECK_STATUS(tenon_queue_consume(queue), TENON_INVALID);
    CHECK_STATUS(tenon_queue_leave_consumer(queue), TENON_INVALID);
    tenon_queue_publish(queue);
    tenon_queue_leave_producer(queue);
    refuse_struct(region);
    CHECK_STATUS(tenon_region_require_section(region, STATUS_SECTION), TENON_INVALID);
    CHECK_DETAIL("which forked this one");
    CHECK_EQUAL(handled, 0);
}

static void childIsRefusedEverythingButAFreshHandle(void) {
    const char *path = harness_path("child");
    tenon_region *region = create(path);
    tenon_region *reader = attach(path);
    CHECK_STATUS(message_claim(quotes(region), 1, 0, 0, 0), TENON_OK);
    tenon_queue_publish(quotes(region));
    CHECK_STATUS(tenon_queue_consume(quotes(reader)), TENON_OK);
    CHECK_STATUS(message_claim(quotes(region), 1, 1, 0, 0), TENON_OK);
    pid_t process = fork();
    CHECK(process >= 0);
    if (process == 0) {
        use_in_child(region);
        use_in_child(reader);
        CHECK_STATUS(tenon_region_close(region), TENON_OK);
        tenon_region *own = attach(path);
        CHECK_STATUS(tenon_queue_produce(quotes(own)), TENON_BUSY);
        pid_t inner = fork();
        CHECK(inner >= 0);
        if (inner == 0) {
            use_in_child(reader);
            use_in_child(own);
            _exit(0);
        }
        int status;
        CHECK(waitpid(inner, &status, 0) == inner && status == 0);
        CHECK_STATUS(tenon_region_close(own), TENON_OK);
        _exit(0);
    }
    int status;
    CHECK(waitpid(process, &status, 0) == process);
    CHECK_EQUAL(status, 0);
    int handled = 0;
    CHECK_EQUAL(tenon_queue_poll(quotes(reader), count_message, &handled, 9), 1);
    tenon_queue_publish(quotes(region));
    CHECK_EQUAL(tenon_queue_poll(quotes(reader), count_message, &handled, 9), 1);
    CHECK_STATUS(tenon_region_close(reader), TENON_OK);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
    CHECK(!test_exists(path));
}

static void fork_once(void *context, uint16_t message_id, uint16_t contract_version,
                      const void *payload, uint32_t size) {
    (void)message_id;
    (void)contract_version;
    (void)payload;
    (void)size;
    pid_t *process = context;
    if (*process < 0) {
        *process = fork();
        CHECK(*process >= 0);
    }
}

static void childOfAHandlerConsumesNothingOfItsParents(void) {
    const char *path = harness_path("handler");
    tenon_region *region = create(path);
    for (uint64_t number = 0; number < 3; number++) {
        CHECK_STATUS(message_claim(quotes(region), 1, number, 0, 0), TENON_OK);
    }
    tenon_queue_publish(quotes(region));
    pid_t process = -1;
    int32_t polled = tenon_queue_poll(quotes(region), fork_once, &process, 1);
    if (process == 0) {
        CHECK_STATUS(tenon_queue_poll(quotes(region), fork_once, &process, 1), TENON_INVALID);
        _exit(0);
    }
    CHECK_EQUAL(polled, 1);
    int status;
    CHECK(waitpid(process, &status, 0) == process);
    CHECK_EQUAL(status, 0);
    message_log log = {1, 1, 0};
    CHECK_EQUAL(tenon_queue_poll(quotes(region), message_receive, &log, 9), 2);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
}

/* A handler's context. */
typedef struct looker {
    tenon_queue *queue;
    pid_t child; /* negative before the first message, zero in the child */
    tenon_queue_statistics before;
} looker;

/* The child handles the rest of the batch, while the parent is in its first message. */
static void fork_and_look(void *context, uint16_t message_id, uint16_t contract_version,
                          const void *payload, uint32_t size) {
    (void)message_id;
    (void)contract_version;
    (void)payload;
    (void)size;
    looker *look = context;
    if (look->child >= 0) {
        return;
    }
    look->child = fork();
    CHECK(look->child >= 0);
    if (look->child > 0) {
        int status;
        CHECK(waitpid(look->child, &status, 0) == look->child);
        CHECK_EQUAL(status, 0);
        tenon_queue_statistics now;
        tenon_queue_read_statistics(look->queue, &now);
        CHECK_EQUAL(now.used_bytes, look->before.used_bytes);
        CHECK_EQUAL(now.consumed, look->before.consumed);
        CHECK_EQUAL(now.lag_bytes, look->before.lag_bytes);
    }
}

static void childOfAHandlerGivesBackNoRoomOfItsParents(void) {
    const char *path = harness_path("room");
    tenon_region *region = create(path);
    looker look = {.queue = quotes(region), .child = -1};
    for (uint64_t number = 0; number < 3; number++) {
        CHECK_STATUS(message_claim(look.queue, 1, number, 0, 0), TENON_OK);
    }
    tenon_queue_publish(look.queue);
    tenon_queue_read_statistics(look.queue, &look.before);
    CHECK_EQUAL(look.before.lag_messages, 3);
    int32_t polled = tenon_queue_poll(look.queue, fork_and_look, &look, 9);
    if (look.child == 0) {
        _exit(0);
    }
    CHECK_EQUAL(polled, 3);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
}

const harness_role harness_roles[] = {
    {"join", join_stepped},
    {"leave", leave_stepped},
    {"remove", remove_stepped},
    {"remove-name", remove_name},
    {"replace", replace_stepped},
    {"create-and-die", create_and_die},
    {"hold-with-child", hold_with_child},
    {"close-everything", close_everything},
    {NULL, NULL},
};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(joinerKilledAtAnyInstructionIsInNobodysWay),
    TEST(leaverKilledAtAnyInstructionIsInNobodysWay),
    TEST(removerKilledAtAnyInstructionIsInNobodysWay),
    TEST(replacerKilledAtAnyInstructionIsInNobodysWay),
    TEST(childDoesNotKeepTheLockOfItsKilledParent),
    TEST(slowCloserDoesNotTakeTheNameOfTheNextRegion),
    TEST(oneOfTwoRemoversRemovesAndTheOtherLeavesTheNextRegionAlone),
    TEST(regionLivesWithoutADescriptor),
    TEST(childIsRefusedEverythingButAFreshHandle),
    TEST(childOfAHandlerConsumesNothingOfItsParents),
    TEST(childOfAHandlerGivesBackNoRoomOfItsParents),
    {NULL, NULL},
};
