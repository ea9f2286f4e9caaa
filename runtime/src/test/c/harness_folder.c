/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of the harness that programs without tests link, too. */
#define _GNU_SOURCE
#include <ftw.h>

#include "harness.h"

/* Empty in a child: it belongs to the parent. */
static char folder[512];

static int remove_entry(const char *path, const struct stat *information, int type,
                        struct FTW *place) {
    (void)information;
    (void)type;
    (void)place;
    (void)remove(path);
    return 0;
}

/* Without following links out of it. */
void harness_remove_folder(void) {
    enum { OPEN_FOLDERS = 8 };
    if (folder[0] != '\0') {
        (void)nftw(folder, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
    }
}

static bool make_in(const char *parent, const char *prefix) {
    return snprintf(folder, sizeof folder, "%s/%s-XXXXXX", parent, prefix) < (int)sizeof folder &&
           mkdtemp(folder) != NULL;
}

bool harness_make_folder(const char *prefix) {
    const char *parent = getenv("TENON_TEST_FOLDER");
    return parent != NULL ? make_in(parent, prefix)
                          : make_in("/dev/shm", prefix) || make_in("/tmp", prefix);
}

const char *harness_path(const char *name) {
    static char paths[16][1024];
    static unsigned next;
    char *path = paths[next++ % 16];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

uint64_t harness_random(uint64_t *state) {
    /* SplitMix64, Steele, Lea and Flood 2014. */
    uint64_t value = *state += UINT64_C(0x9E3779B97F4A7C15);
    value = (value ^ (value >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    value = (value ^ (value >> 27)) * UINT64_C(0x94D049BB133111EB);
    return value ^ (value >> 31);
}
