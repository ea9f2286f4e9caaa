/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TENON_SRC_REGION_CREATOR_H
#define TENON_SRC_REGION_CREATOR_H

#include "region/shared_region.h"

/* Makes a complete region and gives it its name; TENON_EXISTS when that is taken, TENON_NOT_FOUND
 * when somebody removed the file before it had its name. */
tenon_status tenon_region_build(const tenon_region_descriptor *descriptor,
                                const tenon_region_settings *settings, tenon_region **region);

#endif
