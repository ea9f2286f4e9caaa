/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/linux/linux_cgroup.h"

#include <string.h>

bool tenon_linux_next_cgroup(char **text, tenon_linux_cgroup *group) {
    while (**text != '\0') {
        char *line = *text;
        size_t length = strcspn(line, "\n");
        *text = line + length + (line[length] != '\0');
        line[length] = '\0';
        /* "<number>:<controllers>:<path>" */
        char *controllers = strchr(line, ':');
        char *path = controllers != NULL ? strchr(controllers + 1, ':') : NULL;
        if (path != NULL) {
            *path = '\0';
            *group = (tenon_linux_cgroup){controllers + 1, path + 1};
            return true;
        }
    }
    return false;
}

bool tenon_linux_cgroup_has(const tenon_linux_cgroup *group, const char *controller) {
    size_t length = strlen(controller);
    for (const char *name = group->controllers; *name != '\0'; name += *name == ',') {
        size_t size = strcspn(name, ",");
        if (size == length && strncmp(name, controller, length) == 0) {
            return true;
        }
        name += size;
    }
    return false;
}
