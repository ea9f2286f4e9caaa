/* SPDX-License-Identifier: Apache-2.0 */
#include "network.h"

#include <stdlib.h>
#include <string.h>

#include "proc_file.h"
#include "scan.h"

/* A line has a name and 16 numbers of at most 20 digits. */
#define DEV_BYTES (((size_t)HM_MAX_INTERFACES + 2) * 384)

struct network_state {
    struct proc_file dev;
    hm_interface_counters interfaces[HM_MAX_INTERFACES];
};

/* The columns behind the name that matter here: see proc_net_dev(5). */
enum { RECEIVED_BYTES = 0, RECEIVED_PACKETS = 1, SENT_BYTES = 8, SENT_PACKETS = 9, COLUMNS = 10 };

static bool parse_interface(struct scan line, hm_interface_counters *counters)
{
    struct scan name;
    uint64_t column[COLUMNS];
    /* The last colon: the name of an alias has one of its own, as in "eth0:1". */
    if (!scan_until_last(&line, ':', &name)) {
        return false; /* a line of the heading */
    }
    for (size_t i = 0; i < COLUMNS; i++) {
        if (!scan_number(&line, &column[i])) {
            return false;
        }
    }
    scan_blanks(&name);
    const size_t length = (size_t)(name.end - name.at);
    if (length == 0 || length >= sizeof counters->name) {
        return false; /* the kernel's names are shorter, their NUL included */
    }
    memset(counters->name, 0, sizeof counters->name);
    memcpy(counters->name, name.at, length);
    counters->received_bytes = column[RECEIVED_BYTES];
    counters->received_packets = column[RECEIVED_PACKETS];
    counters->sent_bytes = column[SENT_BYTES];
    counters->sent_packets = column[SENT_PACKETS];
    return true;
}

size_t network_parse(const char *text, size_t length, hm_interface_counters *interfaces,
                     size_t capacity)
{
    struct scan rest = scan_of(text, length);
    struct scan line;
    size_t count = 0;
    while (count < capacity && scan_line(&rest, &line)) {
        if (parse_interface(line, &interfaces[count])) {
            count++;
        }
    }
    return count;
}

static bool network_open(struct sensor *self)
{
    struct network_state *state = calloc(1, sizeof *state);
    if (state == NULL || !proc_file_open(&state->dev, "/proc/net/dev", DEV_BYTES)) {
        free(state);
        return false;
    }
    self->state = state;
    return true;
}

static void publish_part(const struct network_state *state, hm_batch batch, struct outlet *outlet)
{
    hm_network_sample *sample = NULL;
    if (outlet_claimed(outlet, hm_feed_samples_claim_network_sample(outlet->feed, &sample))) {
        sample->batch = batch;
        memcpy(sample->interfaces, &state->interfaces[batch.first],
               batch.count * sizeof sample->interfaces[0]);
        outlet_publish(outlet, &sample->stamp);
    }
}

static bool network_sample(struct sensor *self, const struct tick *tick, struct outlet *outlet)
{
    struct network_state *state = self->state;
    if (!proc_file_read(&state->dev)) {
        return false;
    }
    const uint32_t total = (uint32_t)network_parse(state->dev.buffer, state->dev.length,
                                                   state->interfaces, HM_MAX_INTERFACES);
    hm_batch batch = {.tick = tick->number, .total = total};
    do { /* at least once: that there is no interface is worth a message, too */
        const uint32_t rest = total - batch.first;
        batch.count = rest < HM_INTERFACES_PER_SAMPLE ? rest : HM_INTERFACES_PER_SAMPLE;
        publish_part(state, batch, outlet);
        batch.first += batch.count;
    } while (batch.first < total);
    return true;
}

static void network_close(struct sensor *self)
{
    struct network_state *state = self->state;
    proc_file_close(&state->dev);
    free(state);
}

const struct sensor network_sensor = {
    .name = "network",
    .flag = HM_SENSORS_NETWORK,
    .open = network_open,
    .sample = network_sample,
    .close = network_close,
};
