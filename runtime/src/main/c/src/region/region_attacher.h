/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TENON_SRC_REGION_ATTACHER_H
#define TENON_SRC_REGION_ATTACHER_H

#include "region/shared_region.h"

/* Verifies and joins. TENON_RESTART when the name was removed meanwhile or, with refuse_abandoned,
 * when the region has no living participant: it is removed then. */
tenon_status tenon_region_join(const tenon_region_descriptor *descriptor,
                               const tenon_region_settings *settings, bool refuse_abandoned,
                               uint64_t deadline, tenon_region **region);

#endif
