/* SPDX-License-Identifier: Apache-2.0 */
/* A private copy of what describes a region, and the checks of it; every later step uses only the
 * copy that was checked. */
#ifndef TENON_SRC_REGION_IMAGE_H
#define TENON_SRC_REGION_IMAGE_H

#include <tenon/region.h>

#include "platform/platform.h"

/* Reads the header of an open file and checks what does not depend on a program: magic, byte
 * order, version, state, sizes against the file's, table and text inside. */
tenon_status tenon_region_image_read(tenon_platform_file file, const char *path,
                                      uint64_t file_size, tenon_region_header *header);

/* Whether the processes that are registered in the header can be judged from here: TENON_STALE,
 * TENON_FOREIGN_NAMESPACE. */
tenon_status tenon_region_image_check_origin(const tenon_region_header *header, const char *path);

/* Compares names, hash and, for the message, the layout text with what this program expects. */
tenon_status tenon_region_image_check_layout(tenon_platform_file file, const char *path,
                                              const tenon_region_header *header,
                                              const tenon_region_descriptor *descriptor);

#endif
