/* SPDX-License-Identifier: Apache-2.0 */
#include "section/shared_waits.h"

#include "platform/private_lock.h"

tenon_status tenon_shared_waits_open(const tenon_section_host *host, tenon_wait_words *words,
                                     tenon_shared_waits *waits) {
    return tenon_signal_open(host->path, host->nonce, host->base, host->slot, words,
                             &waits->signal);
}

void tenon_shared_waits_close(tenon_shared_waits *waits) { tenon_signal_close(&waits->signal); }

/* Begins a wait before anything is announced: who ends its own meanwhile leaves the bit. Receives
 * what waits of other threads have learned. */
static tenon_wait_policy begin(tenon_shared_waits *waits, uint32_t kind) {
    tenon_private_lock(&waits->mutex);
    waits->waiting++;
    const tenon_wait_policy policy = {.kind = kind, .backoff = waits->backoff};
    tenon_private_unlock(&waits->mutex);
    return policy;
}

static void end(tenon_shared_waits *waits, const tenon_wait_policy *policy, bool memory_is_there) {
    tenon_private_lock(&waits->mutex);
    waits->waiting--;
    waits->backoff = policy->backoff;
    if (waits->waiting == 0 && memory_is_there) {
        tenon_signal_reset(&waits->signal);
    }
    tenon_private_unlock(&waits->mutex);
}

tenon_status tenon_shared_waits_await(const tenon_section_host *host, tenon_shared_waits *waits,
                                      tenon_peer_watch *peer, const tenon_condition *condition,
                                      tenon_wait_time *time) {
    tenon_wait_policy policy = begin(waits, host->wait);
    const tenon_sleeper sleeper = {.host = host,
                                   .signal = &waits->signal,
                                   .peers = peer,
                                   .peer_count = peer != NULL,
                                   .policy = &policy};
    tenon_sleep_end how;
    tenon_status status = tenon_sleeper_await(&sleeper, condition, time, &how);
    end(waits, &policy, status != TENON_TRUNCATED);
    return status;
}
