/* SPDX-License-Identifier: Apache-2.0 */
/* Aligned memory, by C11. */
#include <stdlib.h>

#include "platform/platform.h"

void *tenon_platform_allocate_aligned(size_t alignment, size_t size) {
    return aligned_alloc(alignment, size);
}

void tenon_platform_free_aligned(void *memory) { free(memory); }
