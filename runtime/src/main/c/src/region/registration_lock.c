/* SPDX-License-Identifier: Apache-2.0 */
#include "region/registration_lock.h"

#include "base/arithmetic.h"
#include "base/failure.h"

tenon_status tenon_registration_lock(tenon_platform_file file, const char *path,
                                     uint64_t deadline) {
    /* Somebody who has the lock waits for nothing: it is free soon, or its holder is stopped. */
    uint64_t pause = TENON_FIRST_LOCK_PAUSE_NANOSECONDS;
    for (;;) {
        tenon_status status = tenon_platform_lock(file, path);
        if (status != TENON_BUSY) {
            return status;
        }
        if (tenon_platform_now() >= deadline) {
            return tenon_fail(TENON_BUSY,
                              "the registration lock of %s was held by another process or thread "
                              "for 5 s",
                              path);
        }
        tenon_platform_sleep(pause);
        pause = tenon_smaller(pause * 2, TENON_LAST_LOCK_PAUSE_NANOSECONDS);
    }
}
