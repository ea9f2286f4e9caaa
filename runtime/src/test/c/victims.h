/* SPDX-License-Identifier: Apache-2.0 */
/* Processes that are killed before a chosen instruction of what they do with a queue. */
#ifndef TENON_TEST_VICTIMS_H
#define TENON_TEST_VICTIMS_H

#include "harness.h"
#include "messages.h"

/* Bytes of the ring in a scene. */
#define VICTIM_CAPACITY UINT32_C(1024)

/* Generations of messages: those that only bring the ring to where it should be, those that the
 * victim sends or should receive, and those of a survivor afterwards. */
enum { LEAD_GENERATION = 1, VICTIM_GENERATION = 2, SURVIVOR_GENERATION = 3 };

/* In the struct section, by the victim. */
typedef struct victim_progress {
    uint64_t published; /* messages whose publish has returned */
    uint64_t due;       /* messages published once the publish under way has returned */
    uint64_t handled;   /* messages whose handler has done its work */
} victim_progress;

/* Messages that may come again to the successor of a killed consumer. */
typedef enum victim_repeats {
    REPEATS_AN_EIGHTH, /* less than an eighth of the ring, and the message before the kill */
    REPEATS_ONE,       /* the message before the kill */
    REPEATS_ALL,       /* everything or nothing: it was not handed over */
} victim_repeats;

typedef struct victim {
    tenon_region *region;
    tenon_queue *queue;
    victim_progress *progress;
    uint64_t next; /* number of the next message to claim */
} victim;

/* Work of a victim, and the scene in which it does that. */
typedef struct victim_script {
    const char *name;
    void (*prepare)(victim *self); /* before it is stepped */
    void (*act)(victim *self);     /* here it is killed */
    uint32_t lead;                 /* bytes of the ring that have been used before */
    uint32_t waiting;              /* messages in the ring */
    bool consumes;
    bool sleeps;          /* at its end, until it is killed */
    bool wakes_the_dead;  /* its peer's predecessor was killed asleep */
    victim_repeats repeats;
} victim_script;

/* Ends with an entry without a name. */
extern const victim_script victim_scripts[];

const victim_script *victim_script_named(const char *name);

/* A role: be the victim. Needs to be among the roles of the program, as "victim". */
int victim_run(int count, char **arguments);

/* Creates a region with all that is there before the victim comes; this process keeps the role that
 * is not the victim's. */
tenon_region *victim_scene(const victim_script *script, const char *path);

/* Runs a victim, and kills it before its instruction of this number, or at its end or asleep when
 * that comes first; how many it has executed. */
uint64_t victim_kill(const victim_script *script, const char *path, uint64_t instruction);

victim_progress *victim_progress_of(tenon_region *region);

/* Bytes of a message behind its two numbers, and of the ring that it takes. */
uint32_t victim_extra(uint64_t number);
uint64_t victim_stride(uint64_t number);

#endif
