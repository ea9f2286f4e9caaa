/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * What a sensor is. To add one: write a file like memory.c, give it a bit in the schema's Sensors,
 * and name it in agent.c. */
#ifndef SENSOR_H
#define SENSOR_H

#include <stdbool.h>
#include <stdint.h>

#include "outlet.h"

/** One turn of the agent. */
struct tick {
    uint64_t number;     /* counts the ticks that were sampled */
    int64_t deadline_ns; /* when it was to begin */
    int64_t woken_ns;    /* when it began */
    uint32_t missed;     /* ticks before it that were over before the agent could run */
};

struct sensor {
    const char *name;
    uint32_t flag; /* its bit in the schema's Sensors */
    void *state;   /* what open() made, for the other two */

    /** Prepares everything that sampling needs; false with errno set when the machine lacks it. */
    bool (*open)(struct sensor *self);

    /**
     * Samples once and publishes. Neither waits nor allocates: when the queue is full, the outlet
     * drops the sample. False with errno set when the source cannot be read any more.
     */
    bool (*sample)(struct sensor *self, const struct tick *tick, struct outlet *outlet);

    void (*close)(struct sensor *self);
};

#endif
