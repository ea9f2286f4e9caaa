/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The number by which generated code and the runtime tell whether they fit. The header's number,
 * TENON_RUNTIME_API, is looked at when generated code is compiled; the library's, which may be a
 * shared object of another version, when it runs. */
#ifndef TENON_RUNTIME_H
#define TENON_RUNTIME_H

#include <stdint.h>
#include <tenon/status.h>
#include <tenon_format/tenon_format.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Tells what the library offers to generated code. It serves all code that was generated for its
 * own number or a lower one.
 *
 * @return 1 or more
 */
TENON_API uint32_t tenon_runtime_api(void);

/**
 * Refuses generated code that is newer than the library. Generated functions call it before they
 * use anything else.
 *
 * @param api the number that the generator knew
 * @param user names the generated code: "regions of schema market"
 * @return TENON_OK, or TENON_MISMATCH when the library has a lower number; the detail names both
 */
TENON_API tenon_status tenon_runtime_require(uint32_t api, const char *user);

#ifdef __cplusplus
}
#endif
#endif
