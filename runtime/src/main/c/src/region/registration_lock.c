/* SPDX-License-Identifier: Apache-2.0 */
#include "region/registration_lock.h"

#include "base/failure.h"

/* Somebody who has the lock waits for nothing: it is free again soon, or its holder is stopped. */
#define SHORTEST_PAUSE_NANOSECONDS UINT64_C(50000)
#define LONGEST_PAUSE_NANOSECONDS UINT64_C(3200000)

tenon_status tenon_registration_lock(tenon_platform_file file, const char *path,
                                     uint64_t deadline) {
    uint64_t pause = SHORTEST_PAUSE_NANOSECONDS;
    for (;;) {
        tenon_status status = tenon_platform_lock(file, path);
        if (status != TENON_BUSY) {
            return status;
        }
        if (tenon_platform_now() >= deadline) {
            return tenon_fail(TENON_BUSY, "the registration lock of %s is held by another process",
                              path);
        }
        tenon_platform_sleep(pause);
        pause = pause < LONGEST_PAUSE_NANOSECONDS ? pause * 2 : pause;
    }
}
