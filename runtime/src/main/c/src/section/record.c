/* SPDX-License-Identifier: Apache-2.0 */
#include "section/record.h"

#include <inttypes.h>

#include "base/arithmetic.h"

tenon_status tenon_record_refuse_size(const char *where, const char *message, uint64_t needed,
                                      uint64_t size) {
    return tenon_fail(TENON_CORRUPT, "%s: %s has %" PRIu64 " bytes, the record %" PRIu64, where,
                      message, needed, size);
}

tenon_status tenon_record_refuse_elements(const char *where, const char *list, uint64_t count,
                                          uint64_t capacity, uint64_t room) {
    return tenon_fail(TENON_CORRUPT,
                      "%s: %s counts %" PRIu64 " elements, the record has %" PRIu64, where, list,
                      count, tenon_smaller(capacity, room));
}
