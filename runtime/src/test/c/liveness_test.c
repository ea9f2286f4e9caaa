/* SPDX-License-Identifier: Apache-2.0 */
/* Judgement of who lives, by a /proc that is made up, and by the real one that hides. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/linux/linux_liveness.h"
#include "regions.h"
#include "harness.h"

enum { OTHER = 4711, START = 1234 };

#define IDENTITY ((uint64_t)OTHER << TENON_IDENTITY_START_BITS | START)

static bool nobody(uint64_t process_id) {
    (void)process_id;
    return false;
}

static bool somebody(uint64_t process_id) {
    (void)process_id;
    return true;
}

static void write_text(const char *directory, const char *name, const char *text) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "w");
    CHECK(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

/* A folder as /proc, in which this process has the number `self`. */
static const char *make_proc(const char *name, int self) {
    const char *proc = harness_path(name);
    char path[1024];
    char number[32];
    CHECK(mkdir(proc, 0700) == 0);
    snprintf(number, sizeof number, "%d", self);
    snprintf(path, sizeof path, "%s/self", proc);
    CHECK(symlink(number, path) == 0);
    snprintf(path, sizeof path, "%s/%d", proc, self);
    CHECK(mkdir(path, 0700) == 0);
    return proc;
}

static void write_stat(const char *proc, char state, int threads, int start) {
    char path[1024];
    char text[256];
    snprintf(path, sizeof path, "%s/%d", proc, OTHER);
    CHECK(mkdir(path, 0700) == 0 || errno == EEXIST);
    snprintf(text, sizeof text,
             "%d (a ) S b) %c 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 %d 18 %d 20", OTHER, state,
             threads, start);
    write_text(path, "stat", text);
}

/* Answer for a process without a stat file where these lines are the mounts. */
static tenon_answer absent(const char *name, const char *before, const char *behind) {
    const char *proc = make_proc(name, (int)getpid());
    char text[4096];
    snprintf(text, sizeof text, "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n%s%s%s\n", before, proc,
             behind);
    write_text(proc, "self/mountinfo", text);
    CHECK_EQUAL(tenon_linux_alive(proc, nobody, IDENTITY), TENON_NO);
    return tenon_linux_alive(proc, somebody, IDENTITY);
}

static void absenceProvesDeathOnlyWhereNobodyIsHidden(void) {
    CHECK_EQUAL(absent("shown", "24 21 0:22 / ", " rw,nosuid shared:13 - proc proc rw"), TENON_NO);
    CHECK_EQUAL(absent("hidden", "24 21 0:22 / ", " rw - proc proc rw,hidepid=invisible"),
                TENON_CANNOT_TELL);
    CHECK_EQUAL(absent("number", "24 21 0:22 / ", " rw - proc proc rw,gid=5,hidepid=2"),
                TENON_CANNOT_TELL);
    CHECK_EQUAL(absent("subset", "24 21 0:22 / ", " rw - proc proc rw,subset=pid"),
                TENON_CANNOT_TELL);
    CHECK_EQUAL(absent("part", "24 21 0:22 /12 ", " rw - proc proc rw"), TENON_CANNOT_TELL);
    CHECK_EQUAL(absent("other", "24 21 0:22 / ", " rw - tmpfs proc rw"), TENON_CANNOT_TELL);
    CHECK_EQUAL(absent("beside", "24 21 0:22 / ", "c rw - proc proc rw"), TENON_CANNOT_TELL);
    CHECK_EQUAL(absent("short", "24 21 0:22 / ", ""), TENON_CANNOT_TELL);
}

static void whereOneOfTwoMountsHidesAbsenceProvesNothing(void) {
    const char *proc = make_proc("twice", (int)getpid());
    char text[1024];
    snprintf(text, sizeof text,
             "24 21 0:22 / %s rw - proc proc rw,hidepid=invisible\n"
             "25 24 0:23 / %s rw - proc proc rw\n",
             proc, proc);
    write_text(proc, "self/mountinfo", text);
    CHECK_EQUAL(tenon_linux_alive(proc, somebody, IDENTITY), TENON_CANNOT_TELL);
}

static void withoutAListOfMountsTheKernelDecides(void) {
    const char *proc = make_proc("none", (int)getpid());
    CHECK_EQUAL(tenon_linux_alive(proc, somebody, IDENTITY), TENON_CANNOT_TELL);
    CHECK_EQUAL(tenon_linux_alive(proc, nobody, IDENTITY), TENON_NO);
    CHECK_EQUAL(tenon_linux_alive(harness_path("nowhere"), somebody, IDENTITY), TENON_CANNOT_TELL);
}

static void statFileTellsWhoRuns(void) {
    const char *proc = make_proc("stat", (int)getpid());
    write_stat(proc, 'S', 1, START);
    CHECK_EQUAL(tenon_linux_alive(proc, nobody, IDENTITY), TENON_YES);
    write_stat(proc, 'T', 1, START);
    CHECK_EQUAL(tenon_linux_alive(proc, nobody, IDENTITY), TENON_YES);
    write_stat(proc, 'Z', 2, START);
    CHECK_EQUAL(tenon_linux_alive(proc, nobody, IDENTITY), TENON_YES);
    write_stat(proc, 'Z', 1, START);
    CHECK_EQUAL(tenon_linux_alive(proc, somebody, IDENTITY), TENON_NO);
    write_stat(proc, 'X', 3, START);
    CHECK_EQUAL(tenon_linux_alive(proc, somebody, IDENTITY), TENON_NO);
    write_stat(proc, 'S', 1, START + 1);
    CHECK_EQUAL(tenon_linux_alive(proc, somebody, IDENTITY), TENON_NO);
}

static void statFileThatCannotBeReadProvesNothing(void) {
    const char *proc = make_proc("unread", (int)getpid());
    char path[1024];
    snprintf(path, sizeof path, "%s/%d", proc, OTHER);
    CHECK(mkdir(path, 0700) == 0);
    write_text(path, "stat", "no such form");
    CHECK_EQUAL(tenon_linux_alive(proc, somebody, IDENTITY), TENON_CANNOT_TELL);
    CHECK_EQUAL(tenon_linux_alive(proc, nobody, IDENTITY), TENON_NO);
}

static void procOfAnotherNamespaceProvesNothing(void) {
    const char *proc = make_proc("foreign", (int)getpid() + 1);
    char text[1024];
    snprintf(text, sizeof text, "24 21 0:22 / %s rw - proc proc rw\n", proc);
    write_text(proc, "self/mountinfo", text);
    CHECK_EQUAL(tenon_linux_alive(proc, somebody, IDENTITY), TENON_CANNOT_TELL);
    write_stat(proc, 'S', 1, START + 1);
    CHECK_EQUAL(tenon_linux_alive(proc, somebody, IDENTITY), TENON_CANNOT_TELL);
    CHECK_EQUAL(tenon_linux_alive(proc, nobody, IDENTITY), TENON_NO);
}

/* The thread's is the kernel's own; the other one may be an emulator's. */
static void ownStartIsThatOfTheMainThread(void) {
    const char *proc = make_proc("own", (int)getpid());
    char path[1024];
    snprintf(path, sizeof path, "%s/self/task", proc);
    CHECK(mkdir(path, 0700) == 0);
    snprintf(path, sizeof path, "%s/self/task/%d", proc, (int)getpid());
    CHECK(mkdir(path, 0700) == 0);
    write_text(path, "stat", "7 (a) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 1 18 5678 20");
    write_text(proc, "self/stat", "7 (a) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 1 18 99 20");
    uint64_t start;
    CHECK_EQUAL(tenon_linux_own_start(proc, &start), 0);
    CHECK_EQUAL(start, 5678);
    uint64_t own = (uint64_t)getpid() << TENON_IDENTITY_START_BITS;
    CHECK_EQUAL(tenon_linux_alive(proc, nobody, own | 5678), TENON_YES);
    CHECK_EQUAL(tenon_linux_alive(proc, nobody, own | 99), TENON_NO);
}

static void zeroIsNobody(void) {
    CHECK_EQUAL(tenon_linux_alive(TENON_LINUX_PROC, somebody, 0), TENON_NO);
    CHECK_EQUAL(tenon_linux_alive(TENON_LINUX_PROC, somebody, START), TENON_NO);
}

/* ---- The real one ---- */

enum { USER = 1234 };

static void become_user(void) { CHECK(setgid(USER) == 0 && setuid(USER) == 0); }

/* Creates a region, produces, and hides: a process that is not dumpable is shown to nobody. */
static int hold_hidden(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    become_user();
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, arguments[0], &in_file, &region), TENON_OK);
    CHECK_STATUS(tenon_queue_produce(tenon_region_queue(region, QUEUE_SECTION)), TENON_OK);
    CHECK(prctl(PR_SET_DUMPABLE, 0) == 0);
    child_tell('r');
    (void)child_hear();
    void *payload;
    CHECK_STATUS(tenon_queue_claim(tenon_region_queue(region, QUEUE_SECTION), 1, 1, 8, &payload),
                 TENON_OK);
    CHECK(test_exists(arguments[0]));
    child_tell('d');
    (void)child_hear();
    return 0;
}

/* Tries everything that only the death of the holder permits. */
static int try_everything(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    become_user();
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, arguments[0], &in_file, &region),
                 TENON_EXISTS);
    CHECK_DETAIL("may be in use");
    CHECK_DETAIL("/proc hides");
    CHECK_STATUS(test_open_with(tenon_region_attach, arguments[0], &in_file, &region), TENON_OK);
    CHECK_STATUS(tenon_queue_produce(tenon_region_queue(region, QUEUE_SECTION)), TENON_BUSY);
    CHECK_DETAIL("/proc hides");
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
    CHECK(test_exists(arguments[0]));
    return 0;
}

static int replace_dead(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    become_user();
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, arguments[0], &in_file, &region), TENON_OK);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
    return 0;
}

static void whoIsHiddenLivesAndWhoDiedHiddenIsDead(void) {
    const char *path = harness_path("hidden-region");
    char directory[512];
    snprintf(directory, sizeof directory, "%s", path);
    *strrchr(directory, '/') = '\0';
    if (geteuid() != 0 || unshare(CLONE_NEWNS) != 0 ||
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("proc", "/proc", "proc", 0, "hidepid=2") != 0) {
        harness_skip("no permission to mount /proc");
    }
    CHECK(chmod(directory, 0777) == 0);
    harness_child holder = harness_start("hold-hidden", path, NULL);
    CHECK_EQUAL(harness_hear(&holder), 'r');
    harness_child other = harness_start("try-everything", path, NULL);
    CHECK_EQUAL(harness_join(&other), 0);
    harness_tell(&holder, 'g');
    CHECK_EQUAL(harness_hear(&holder), 'd');
    harness_kill(&holder);
    CHECK(test_exists(path));
    other = harness_start("replace-dead", path, NULL);
    CHECK_EQUAL(harness_join(&other), 0);
}

/* ---- Stopped ---- */

static bool is_stopped(const char *proc, const char *groups) {
    return tenon_linux_is_stopped(proc, groups, IDENTITY);
}

static void processIsStoppedInTheStatesThatSaySo(void) {
    const char *proc = make_proc("states", (int)getpid());
    for (const char *state = "TtSRDZX"; *state != '\0'; state++) {
        write_stat(proc, *state, 1, START);
        CHECK_EQUAL(is_stopped(proc, proc), *state == 'T' || *state == 't');
        write_stat(proc, *state, 1, START + 1);
        CHECK(!is_stopped(proc, proc));
    }
}

static void make_folder(const char *parent, const char *name) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", parent, name);
    CHECK(mkdir(path, 0700) == 0);
}

static void processIsStoppedWhenItsControlGroupIsFrozen(void) {
    const char *proc = make_proc("frozen", (int)getpid());
    write_stat(proc, 'S', 1, START);
    make_folder(proc, "user");
    make_folder(proc, "user/job");
    make_folder(proc, "freezer");
    make_folder(proc, "freezer/old");
    char cgroup[32];
    snprintf(cgroup, sizeof cgroup, "%d/cgroup", OTHER);
    write_text(proc, cgroup, "1:name=systemd:/other\n0::/user/job\n");
    CHECK(!is_stopped(proc, proc));
    write_text(proc, "user/job/cgroup.events", "populated 1\nfrozen 0\n");
    CHECK(!is_stopped(proc, proc));
    write_text(proc, "user/job/cgroup.events", "populated 1\nfrozen 1\n");
    CHECK(is_stopped(proc, proc));
    write_text(proc, cgroup, "7:cpu,freezer:/old\n0::/\n");
    write_text(proc, "freezer/old/freezer.state", "THAWED\n");
    CHECK(!is_stopped(proc, proc));
    write_text(proc, "freezer/old/freezer.state", "FROZEN\n");
    CHECK(is_stopped(proc, proc));
}

static int hold_producer(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_attach, arguments[0], &in_file, &region), TENON_OK);
    CHECK_STATUS(tenon_queue_produce(tenon_region_queue(region, QUEUE_SECTION)), TENON_OK);
    child_tell('r');
    return child_hear();
}

static void await_state(const tenon_queue *queue, tenon_peer_state state) {
    /* The kernel stops a process when it next runs. */
    while (tenon_queue_producer_state(queue) != state) {
        usleep(100);
    }
}

static void endOfAQueueIsToldToBeAbsentPresentStoppedOrGone(void) {
    const char *path = harness_path("end");
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
    const tenon_queue *queue = tenon_region_queue(region, QUEUE_SECTION);
    CHECK_EQUAL(tenon_queue_producer_state(queue), TENON_PEER_STATE_NEVER_JOINED);
    CHECK_EQUAL(tenon_queue_consumer_state(queue), TENON_PEER_STATE_NEVER_JOINED);
    harness_child child = harness_start("hold-producer", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    CHECK_EQUAL(tenon_queue_producer_state(queue), TENON_PEER_STATE_PRESENT);
    CHECK(kill(child.process, SIGSTOP) == 0);
    await_state(queue, TENON_PEER_STATE_STOPPED);
    CHECK(kill(child.process, SIGCONT) == 0);
    await_state(queue, TENON_PEER_STATE_PRESENT);
    harness_kill(&child);
    CHECK_EQUAL(tenon_queue_producer_state(queue), TENON_PEER_STATE_LEFT);
    CHECK_EQUAL(tenon_queue_consumer_state(queue), TENON_PEER_STATE_NEVER_JOINED);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
}

/* ---- Emulated ---- */

/* The name of this program, and not of the emulator that runs it. */
static const char *own_path(void) {
    static char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    CHECK(length > 0);
    path[length] = '\0';
    return path;
}

/* Starts the role "hold" in an emulator of this very processor; skips the test without one. */
static harness_child start_emulated(const char *path) {
    int to_child[2];
    int from_child[2];
    const char *program = own_path();
    CHECK(pipe2(to_child, O_CLOEXEC) == 0 && pipe2(from_child, O_CLOEXEC) == 0);
    pid_t process = fork();
    CHECK(process >= 0);
    if (process == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        (void)dup2(to_child[0], STDIN_FILENO);
        (void)dup2(from_child[1], STDOUT_FILENO);
        (void)execlp("qemu-x86_64-static", "qemu-x86_64-static", program, "--role", "hold", path,
                     (char *)NULL);
        (void)execlp("qemu-x86_64", "qemu-x86_64", program, "--role", "hold", path, (char *)NULL);
        _exit(127);
    }
    (void)close(to_child[0]);
    (void)close(from_child[1]);
    harness_child child = {process, from_child[0], to_child[1]};
    if (harness_is_sanitized() || harness_hear(&child) != 'r') {
        (void)kill(process, SIGKILL);
        (void)waitpid(process, NULL, 0);
        harness_skip("no emulator of this processor");
    }
    return child;
}

static void emulatedPeerLivesAndIsGoneWhenItIsKilled(void) {
    const char *path = harness_path("emulated");
    harness_child child = start_emulated(path);
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_EXISTS);
    CHECK_DETAIL("is in use");
    harness_kill(&child);
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
}

const harness_role harness_roles[] = {
    {"hold", test_create_and_hold},
    {"hold-producer", hold_producer},
    {"hold-hidden", hold_hidden},
    {"try-everything", try_everything},
    {"replace-dead", replace_dead},
    {NULL, NULL},
};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(absenceProvesDeathOnlyWhereNobodyIsHidden),
    TEST(whereOneOfTwoMountsHidesAbsenceProvesNothing),
    TEST(withoutAListOfMountsTheKernelDecides),
    TEST(statFileTellsWhoRuns),
    TEST(statFileThatCannotBeReadProvesNothing),
    TEST(procOfAnotherNamespaceProvesNothing),
    TEST(ownStartIsThatOfTheMainThread),
    TEST(zeroIsNobody),
    TEST(processIsStoppedInTheStatesThatSaySo),
    TEST(processIsStoppedWhenItsControlGroupIsFrozen),
    TEST(endOfAQueueIsToldToBeAbsentPresentStoppedOrGone),
    TEST(emulatedPeerLivesAndIsGoneWhenItIsKilled),
    TEST(whoIsHiddenLivesAndWhoDiedHiddenIsDead),
    {NULL, NULL},
};
