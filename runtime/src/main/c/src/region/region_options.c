/* SPDX-License-Identifier: Apache-2.0 */
#include "region/region_options.h"

#include <inttypes.h>
#include <stddef.h>

#include "base/failure.h"
#include "region/region_address.h"

tenon_status tenon_region_read_options(const char *name, const tenon_region_options *options,
                                       tenon_region_settings *settings) {
    static const tenon_region_options defaults = {0, 0, 0, false};
    if (options == NULL) {
        options = &defaults;
    }
    if ((options->flags & ~TENON_REGION_FLAGS_PERSISTENT) != 0) {
        return tenon_fail(TENON_INVALID, "unknown region flags %08" PRIx32, options->flags);
    }
    settings->flags = options->flags;
    if (options->wait > TENON_WAIT_FRUGAL) {
        return tenon_fail(TENON_INVALID, "unknown way to wait %" PRIu32, options->wait);
    }
    settings->wait = options->wait;
    settings->full_fences = options->full_fences;
    return tenon_region_address(name, options->backing, settings->path);
}
