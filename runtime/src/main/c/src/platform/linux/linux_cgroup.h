/* SPDX-License-Identifier: Apache-2.0 */
/* Control groups of a process, as its file in /proc lists them. */
#ifndef TENON_SRC_PLATFORM_LINUX_CGROUP_H
#define TENON_SRC_PLATFORM_LINUX_CGROUP_H

#include <stdbool.h>

/* Mount of control groups; tests have other places. */
#define TENON_LINUX_CGROUPS "/sys/fs/cgroup"

/* A line of cgroups(7) /proc/<pid>/cgroup. */
typedef struct tenon_linux_cgroup {
    const char *controllers; /* separated by commas; empty for version 2, which has one tree */
    const char *path;
} tenon_linux_cgroup;

/* Takes the next line off a text, which is cut into pieces; false at its end. */
bool tenon_linux_next_cgroup(char **text, tenon_linux_cgroup *group);

/* Whether a group is one of version 2. */
static inline bool tenon_linux_cgroup_is_unified(const tenon_linux_cgroup *group) {
    return group->controllers[0] == '\0';
}

/* Whether a group is one of version 1 with this controller. */
bool tenon_linux_cgroup_has(const tenon_linux_cgroup *group, const char *controller);

#endif
