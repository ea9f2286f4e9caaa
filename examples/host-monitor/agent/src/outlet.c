/* SPDX-License-Identifier: Apache-2.0 */
#include "outlet.h"

#include "clock.h"

void outlet_open(struct outlet *outlet, hm_feed *feed)
{
    *outlet = (struct outlet){.feed = feed, .failure = TENON_OK};
}

bool outlet_claimed(struct outlet *outlet, tenon_status claim)
{
    if (claim == TENON_OK) {
        return true;
    }
    if (claim == TENON_FULL) {
        outlet->sequence++;
        outlet->dropped++;
        hm_agent_status_store_dropped(hm_feed_get_status(outlet->feed), outlet->dropped);
    } else {
        outlet->failure = claim;
    }
    return false;
}

void outlet_publish(struct outlet *outlet, hm_stamp *stamp)
{
    stamp->sequence = outlet->sequence++;
    /* Last, so that it tells the way through the queue and not the time to fill the message. */
    stamp->sent = (uint64_t)clock_now_ns();
    hm_feed_samples_publish(outlet->feed);
    outlet->sent++;
    hm_agent_status_store_sent(hm_feed_get_status(outlet->feed), outlet->sent);
}
