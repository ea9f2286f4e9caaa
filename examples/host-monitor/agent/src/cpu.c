/* SPDX-License-Identifier: Apache-2.0 */
#include "cpu.h"

#include <stdlib.h>
#include <string.h>

#include "proc_file.h"
#include "scan.h"

/* A core's line has at most 10 numbers of 20 digits. What follows the cores is of no interest. */
#define STAT_BYTES (((size_t)HM_MAX_CORES + 1) * 256)

struct cpu_state {
    struct proc_file stat;
    hm_core_times cores[HM_MAX_CORES];
};

/* The columns of a core's line: see proc_stat(5). */
enum { USER, NICE, SYSTEM, IDLE, IOWAIT, IRQ, SOFTIRQ, STEAL, COLUMNS };

static bool parse_core(struct scan line, hm_core_times *core)
{
    uint64_t number = 0;
    uint64_t column[COLUMNS] = {0};
    if (!scan_number(&line, &number) || number > UINT32_MAX) {
        return false; /* the line "cpu " is the sum of all cores */
    }
    for (size_t i = 0; i < COLUMNS; i++) {
        /* Old kernels have fewer columns, none has fewer than these. */
        if (!scan_number(&line, &column[i]) && i <= IDLE) {
            return false;
        }
    }
    core->core = (uint32_t)number;
    core->busy = column[USER] + column[NICE] + column[SYSTEM] + column[IRQ] + column[SOFTIRQ] +
                 column[STEAL];
    core->idle = column[IDLE] + column[IOWAIT];
    return true;
}

size_t cpu_parse(const char *text, size_t length, hm_core_times *cores, size_t capacity)
{
    struct scan rest = scan_of(text, length);
    struct scan line;
    size_t count = 0;
    while (count < capacity && scan_line(&rest, &line) && scan_literal(&line, "cpu")) {
        if (line.at < line.end && *line.at != ' ' && parse_core(line, &cores[count])) {
            count++;
        }
    }
    return count;
}

static bool cpu_open(struct sensor *self)
{
    struct cpu_state *state = calloc(1, sizeof *state);
    if (state == NULL || !proc_file_open(&state->stat, "/proc/stat", STAT_BYTES)) {
        free(state);
        return false;
    }
    self->state = state;
    return true;
}

static void publish_part(const struct cpu_state *state, hm_batch batch, struct outlet *outlet)
{
    hm_cpu_sample *sample = NULL;
    if (outlet_claimed(outlet, hm_feed_samples_claim_cpu_sample(outlet->feed, &sample))) {
        sample->batch = batch;
        memcpy(sample->cores, &state->cores[batch.first], batch.count * sizeof sample->cores[0]);
        outlet_publish(outlet, &sample->stamp);
    }
}

static bool cpu_sample(struct sensor *self, const struct tick *tick, struct outlet *outlet)
{
    struct cpu_state *state = self->state;
    if (!proc_file_read(&state->stat)) {
        return false;
    }
    const uint32_t total =
        (uint32_t)cpu_parse(state->stat.buffer, state->stat.length, state->cores, HM_MAX_CORES);
    hm_batch batch = {.tick = tick->number, .total = total};
    while (batch.first < total) {
        const uint32_t rest = total - batch.first;
        batch.count = rest < HM_CORES_PER_SAMPLE ? rest : HM_CORES_PER_SAMPLE;
        publish_part(state, batch, outlet);
        batch.first += batch.count;
    }
    return true;
}

static void cpu_close(struct sensor *self)
{
    struct cpu_state *state = self->state;
    proc_file_close(&state->stat);
    free(state);
}

const struct sensor cpu_sensor = {
    .name = "cpu",
    .flag = HM_SENSORS_CPU,
    .open = cpu_open,
    .sample = cpu_sample,
    .close = cpu_close,
};
