/* SPDX-License-Identifier: Apache-2.0 */
/* The options of opening a region, with their defaults filled in. */
#ifndef TENON_SRC_REGION_OPTIONS_H
#define TENON_SRC_REGION_OPTIONS_H

#include <tenon/region.h>

#include <stdbool.h>

#include "platform/platform.h"

typedef struct tenon_region_settings {
    char path[TENON_PATH_BYTES];
    uint32_t flags;
    uint32_t wait;    /* a TENON_WAIT_ */
    bool full_fences;
} tenon_region_settings;

/* Checks the name and the options; NULL stands for options that are all zero. */
tenon_status tenon_region_read_options(const char *name, const tenon_region_options *options,
                                       tenon_region_settings *settings);

#endif
