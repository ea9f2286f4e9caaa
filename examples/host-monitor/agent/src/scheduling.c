/* SPDX-License-Identifier: Apache-2.0 */
#include "scheduling.h"

static bool scheduling_open(struct sensor *self)
{
    (void)self; /* the tick has everything */
    return true;
}

static bool scheduling_sample(struct sensor *self, const struct tick *tick, struct outlet *outlet)
{
    (void)self;
    hm_scheduling_sample *sample = NULL;
    if (outlet_claimed(outlet, hm_feed_samples_claim_scheduling_sample(outlet->feed, &sample))) {
        sample->lateness = (uint64_t)(tick->woken_ns - tick->deadline_ns);
        sample->missed = tick->missed;
        outlet_publish(outlet, &sample->stamp);
    }
    return true;
}

static void scheduling_close(struct sensor *self)
{
    (void)self;
}

const struct sensor scheduling_sensor = {
    .name = "scheduling",
    .flag = HM_SENSORS_SCHEDULING,
    .open = scheduling_open,
    .sample = scheduling_sample,
    .close = scheduling_close,
};
