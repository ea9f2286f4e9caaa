/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the sources of POSIX systems. */
#ifndef TENON_SRC_PLATFORM_POSIX_H
#define TENON_SRC_PLATFORM_POSIX_H

#include "platform/platform.h"

#define TENON_NANOSECONDS_PER_SECOND UINT64_C(1000000000)

static inline int tenon_posix_descriptor(tenon_platform_file file) { return (int)file.handle; }

/* Refuses a path that snprintf() had no room for; length is its result. */
tenon_status tenon_posix_check_path(int length, const char *name);

/* Whether any process has this number. True when that cannot be found out. */
bool tenon_posix_process_exists(uint64_t process_id);

/* Files of the JVM's library within the home of a JDK or JRE, in the order of the search, ended by
 * NULL; each system has its own. Those of old ones too, so that they are found and called too old.
 */
extern const char *const tenon_posix_libjvm_places[];

#endif
