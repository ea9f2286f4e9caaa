/* SPDX-License-Identifier: Apache-2.0 */
#include <tenon/runtime.h>

#include <inttypes.h>

#include "base/failure.h"

uint32_t tenon_runtime_api(void) { return TENON_RUNTIME_API; }

tenon_status tenon_runtime_require(uint32_t api, const char *user) {
    if (api <= TENON_RUNTIME_API) {
        return TENON_OK;
    }
    return tenon_fail(TENON_MISMATCH,
                      "%s was generated for runtime API %" PRIu32 ", but this tenon library has API"
                      " %" PRIu32 ": use the library of the generator's version or a newer one",
                      user, api, TENON_RUNTIME_API);
}
