/* SPDX-License-Identifier: Apache-2.0 */
#include "agent.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "cpu.h"
#include "memory.h"
#include "network.h"
#include "scheduling.h"

/* Longest wait for a command between two looks for signals and heartbeats. */
#define PATIENCE_NS (100 * NANOSECONDS_PER_MILLISECOND)

/* The wait for commands ends this much before a tick, and the precise timer does the rest. */
#define PRECISION_NS NANOSECONDS_PER_MILLISECOND

#define COMMANDS_AT_ONCE 16

static void set_rate(struct agent *agent, uint32_t rate)
{
    const uint32_t allowed = rate < 1 ? 1 : rate > HM_MAX_RATE ? HM_MAX_RATE : rate;
    agent->period_ns = NANOSECONDS_PER_SECOND / allowed;
    agent->deadline_ns = clock_now_ns() + agent->period_ns;
    hm_agent_status_store_rate(agent->status, allowed);
}

static void show_sensors(const struct agent *agent)
{
    hm_agent_status_store_sensors(agent->status, agent->wanted & agent->working);
}

void agent_open(struct agent *agent, hm_feed *feed)
{
    *agent = (struct agent){
        .feed = feed,
        .status = hm_feed_get_status(feed),
        .sensors = {cpu_sensor, memory_sensor, network_sensor, scheduling_sensor},
    };
    outlet_open(&agent->outlet, feed);
    for (size_t i = 0; i < AGENT_SENSORS; i++) {
        struct sensor *sensor = &agent->sensors[i];
        if (sensor->open(sensor)) {
            agent->working |= sensor->flag;
        } else {
            fprintf(stderr, "host-agent: no %s sensor: %s\n", sensor->name, strerror(errno));
        }
    }
    set_rate(agent, 1);
    show_sensors(agent);
}

void agent_close(struct agent *agent)
{
    for (size_t i = 0; i < AGENT_SENSORS; i++) {
        struct sensor *sensor = &agent->sensors[i];
        if ((agent->working & sensor->flag) != 0) {
            sensor->close(sensor);
        }
    }
}

/* A command lies in shared memory: each value is read once, brought into its range, then used. */

static void on_set_rate(void *context, const hm_set_rate *command)
{
    struct agent *agent = context;
    set_rate(agent, command->rate);
    hm_agent_status_store_acknowledged(agent->status, command->number);
}

static void on_set_sensors(void *context, const hm_set_sensors *command)
{
    struct agent *agent = context;
    agent->wanted = command->sensors;
    show_sensors(agent);
    hm_agent_status_store_acknowledged(agent->status, command->number);
}

static void on_stop(void *context, const hm_stop *command)
{
    struct agent *agent = context;
    agent->told_to_stop = true;
    hm_agent_status_store_acknowledged(agent->status, command->number);
}

/*
 * Waits for the next tick and carries out what is commanded meanwhile. One wait serves both: a
 * command wakes the agent at once, also when the next tick is a second away.
 */
static tenon_status obey_until_tick(struct agent *agent, const volatile sig_atomic_t *interrupted)
{
    const hm_feed_commands_handler handler = {
        .set_rate = on_set_rate,
        .set_sensors = on_set_sensors,
        .stop = on_stop,
        .context = agent,
    };
    for (;;) {
        const int64_t now = clock_now_ns();
        hm_agent_status_store_heartbeat(agent->status, (uint64_t)now);
        const int64_t rest = agent->deadline_ns - PRECISION_NS - now;
        const int64_t timeout = rest < 0 ? 0 : rest < PATIENCE_NS ? rest : PATIENCE_NS;
        const int32_t taken =
            hm_feed_commands_take(agent->feed, &handler, COMMANDS_AT_ONCE, timeout);
        if (taken < 0) {
            return (tenon_status)taken;
        }
        if (agent->told_to_stop || *interrupted) {
            return TENON_OK;
        }
        if (rest <= 0 && taken == 0) {
            clock_sleep_until(agent->deadline_ns);
            return TENON_OK;
        }
    }
}

static struct tick begin_tick(struct agent *agent)
{
    struct tick tick = {
        .number = agent->ticks++,
        .deadline_ns = agent->deadline_ns,
        .woken_ns = clock_now_ns(),
    };
    /* Ticks that are over are left out, not made up for: late samples tell nothing new. */
    const int64_t missed = (tick.woken_ns - tick.deadline_ns) / agent->period_ns;
    tick.missed = missed < UINT32_MAX ? (uint32_t)missed : UINT32_MAX;
    agent->deadline_ns += (missed + 1) * agent->period_ns;
    return tick;
}

static void sample(struct agent *agent, const struct tick *tick)
{
    for (size_t i = 0; i < AGENT_SENSORS; i++) {
        struct sensor *sensor = &agent->sensors[i];
        if ((agent->wanted & agent->working & sensor->flag) != 0 &&
            !sensor->sample(sensor, tick, &agent->outlet)) {
            fprintf(stderr, "host-agent: the %s sensor is gone: %s\n", sensor->name,
                    strerror(errno));
            sensor->close(sensor);
            agent->working &= ~sensor->flag;
            show_sensors(agent);
        }
    }
}

enum agent_ending agent_run(struct agent *agent, const volatile sig_atomic_t *interrupted)
{
    for (;;) {
        const tenon_status status = obey_until_tick(agent, interrupted);
        if (status != TENON_OK) {
            return status == TENON_PEER_LEFT ? AGENT_LEFT_ALONE : AGENT_FAILED;
        }
        if (agent->told_to_stop) {
            return AGENT_TOLD_TO_STOP;
        }
        if (*interrupted) {
            return AGENT_INTERRUPTED;
        }
        const struct tick tick = begin_tick(agent);
        sample(agent, &tick);
        if (agent->outlet.failure != TENON_OK) {
            return AGENT_FAILED;
        }
    }
}
