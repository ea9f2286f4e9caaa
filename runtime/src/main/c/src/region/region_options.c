/* SPDX-License-Identifier: Apache-2.0 */
#include "region/region_options.h"

#include <inttypes.h>
#include <stddef.h>

#include "base/failure.h"
#include "region/region_address.h"

/* Yielding is for a peer that waits for this very processor, and only on request: since Linux 6.18
 * a task that yields forfeits its place in the queue of the scheduler, and one yield before a sleep
 * made the wake-up after it some thirty times as late. */
#define DEFAULT_YIELDS 0

static uint32_t setting(uint32_t option, uint32_t by_default) {
    return option == TENON_NONE ? 0 : option == 0 ? by_default : option;
}

tenon_status tenon_region_read_options(const char *name, const tenon_region_options *options,
                                       tenon_region_settings *settings) {
    static const tenon_region_options defaults = {0, 0, 0, 0};
    if (options == NULL) {
        options = &defaults;
    }
    if ((options->flags & ~TENON_REGION_FLAGS_PERSISTENT) != 0) {
        return tenon_fail(TENON_INVALID, "unknown region flags %08" PRIx32, options->flags);
    }
    settings->flags = options->flags;
    settings->policy.spins = setting(options->spins, TENON_DEFAULT_SPINS);
    settings->policy.yields = setting(options->yields, DEFAULT_YIELDS);
    return tenon_region_address(name, options->backing, settings->path);
}
