/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The agent: it samples at a rate and obeys commands, until it is told to stop or left alone. */
#ifndef AGENT_H
#define AGENT_H

#include <signal.h>

#include "sensor.h"

#define AGENT_SENSORS 4

struct agent {
    hm_feed *feed;
    hm_agent_status *status; /* what the monitor sees of us */
    struct outlet outlet;
    struct sensor sensors[AGENT_SENSORS];
    uint32_t working; /* sensors that this machine has, as a mask of hm_sensors */
    uint32_t wanted;  /* sensors that the monitor asked for */
    int64_t period_ns;
    int64_t deadline_ns; /* of the next tick */
    uint64_t ticks;
    bool told_to_stop;
};

enum agent_ending {
    AGENT_TOLD_TO_STOP, /* by the command */
    AGENT_INTERRUPTED,  /* by a signal */
    AGENT_LEFT_ALONE,   /* the monitor ended without telling us */
    AGENT_FAILED        /* the region is damaged; tenon_status_detail() says how */
};

/** Opens the sensors, all of them off. Says on standard error which the machine does not have. */
void agent_open(struct agent *agent, hm_feed *feed);

/** Works until there is a reason to end. A signal handler may set *interrupted. */
enum agent_ending agent_run(struct agent *agent, const volatile sig_atomic_t *interrupted);

/** Closes the sensors; the feed is the caller's. */
void agent_close(struct agent *agent);

#endif
