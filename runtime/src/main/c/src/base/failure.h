/* SPDX-License-Identifier: Apache-2.0 */
/* Reporting of failures by functions of the runtime. */
#ifndef TENON_SRC_BASE_FAILURE_H
#define TENON_SRC_BASE_FAILURE_H

#include <tenon/status.h>

#if defined(__GNUC__) || defined(__clang__)
#define TENON_PRINTF(text, values) __attribute__((format(printf, text, values)))
#define TENON_COLD __attribute__((cold, noinline))
#else
#define TENON_PRINTF(text, values)
#define TENON_COLD
#endif

/* Only between functions of the runtime: a name changed under us, start over. */
#define TENON_RESTART ((tenon_status)2)

/* Formats the thread's detail text and returns status. */
TENON_COLD tenon_status tenon_fail(tenon_status status, const char *format, ...)
    TENON_PRINTF(2, 3);

/* The same for a failed system call: appends the text of error, an errno value. */
TENON_COLD tenon_status tenon_fail_system(int error, const char *format, ...) TENON_PRINTF(2, 3);

/* For outcomes that are no surprise on a hot path (full, timed out): formats nothing; text must
 * live for ever. */
tenon_status tenon_outcome(tenon_status status, const char *text);

#endif
