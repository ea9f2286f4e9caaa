/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Where sensors put their samples: the producing end of the queue, with the accounts of it. */
#ifndef OUTLET_H
#define OUTLET_H

#include <stdbool.h>
#include <stdint.h>

#include <host_monitor/host_monitor_regions.h>

struct outlet {
    hm_feed *feed;
    uint64_t sequence;    /* of the next sample */
    uint64_t sent;        /* samples published */
    uint64_t dropped;     /* samples that found the queue full */
    tenon_status failure; /* why publishing is over, TENON_OK while it is not */
};

/** Starts the accounts at zero. */
void outlet_open(struct outlet *outlet, hm_feed *feed);

/**
 * Judges the claim of a message: `if (outlet_claimed(outlet, hm_feed_samples_claim_...(...)))`.
 *
 * @return whether there is a message to fill; a claim that found the queue full counts as dropped
 */
bool outlet_claimed(struct outlet *outlet, tenon_status claim);

/** Stamps the claimed message and publishes it. Nothing may touch it afterwards. */
void outlet_publish(struct outlet *outlet, hm_stamp *stamp);

#endif
