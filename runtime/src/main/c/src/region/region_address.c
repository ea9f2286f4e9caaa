/* SPDX-License-Identifier: Apache-2.0 */
#include "region/region_address.h"

#include <inttypes.h>
#include <string.h>

#include <tenon/region.h>

#include "base/failure.h"
#include "base/printable.h"

static tenon_status check_shared_memory_name(const char *name) {
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    size_t length = strlen(name);
    if (length == 0 || length > TENON_MAX_REGION_NAME_BYTES || name[0] == '.' ||
        strspn(name, allowed) != length) {
        char shown[TENON_PRINTABLE_ROOM];
        tenon_printable(shown, name, length);
        return tenon_fail(TENON_INVALID,
                          "'%s' is not a region name: 1 to %u of A-Z a-z 0-9 . _ -, not starting "
                          "with a dot",
                          shown, (unsigned)TENON_MAX_REGION_NAME_BYTES);
    }
    return TENON_OK;
}

tenon_status tenon_region_address(const char *name, uint32_t backing, char path[TENON_PATH_BYTES]) {
    if (name == NULL) {
        return tenon_fail(TENON_INVALID, "the name of the region is NULL");
    }
    if (backing == TENON_BACKING_POSIX) {
        tenon_status status = check_shared_memory_name(name);
        return status != TENON_OK ? status : tenon_platform_shared_memory_path(name, path);
    }
    if (backing != TENON_BACKING_FILE) {
        return tenon_fail(TENON_INVALID, "unknown backing %" PRIu32, backing);
    }
    size_t length = strlen(name);
    if (length == 0 || tenon_platform_is_separator(name[length - 1])) {
        return tenon_fail(TENON_INVALID, "'%s' does not name a file", name);
    }
    return tenon_platform_absolute_path(name, path);
}
