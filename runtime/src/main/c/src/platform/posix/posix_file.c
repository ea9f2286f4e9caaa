/* SPDX-License-Identifier: Apache-2.0 */
/* Names, files and mappings of any POSIX system. */
#define _XOPEN_SOURCE 700
#define _FILE_OFFSET_BITS 64

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/failure.h"
#include "platform/posix/posix.h"

tenon_status tenon_posix_check_path(int length, const char *name) {
    if (length < 0 || length >= TENON_PATH_BYTES) {
        return tenon_fail(TENON_INVALID, "the path of '%.80s...' is longer than %d bytes", name,
                          TENON_PATH_BYTES - 1);
    }
    return TENON_OK;
}

bool tenon_platform_is_separator(char character) { return character == '/'; }

/* A name stays until it is unlinked. */
bool tenon_platform_names_vanish(void) { return false; }

tenon_status tenon_platform_absolute_path(const char *name, char path[TENON_PATH_BYTES]) {
    if (name[0] == '/') {
        return tenon_posix_check_path(snprintf(path, TENON_PATH_BYTES, "%s", name), name);
    }
    char directory[TENON_PATH_BYTES];
    if (getcwd(directory, sizeof directory) == NULL) {
        return tenon_fail_system(errno, "cannot find the current directory");
    }
    return tenon_posix_check_path(snprintf(path, TENON_PATH_BYTES, "%s/%s", directory, name), name);
}

/* Absolute paths only, so there is a slash. */
static const char *base_name(const char *path) { return strrchr(path, '/') + 1; }

/* Fails for a file that could not be made, or not be given its name. */
static tenon_status fail_new_file(int error, const char *what, const char *path) {
    if (error != ENOSPC && error != EDQUOT) {
        return tenon_fail_system(error, "cannot %s %s", what, path);
    }
    char directory[TENON_PATH_BYTES];
    (void)snprintf(directory, sizeof directory, "%.*s", (int)(base_name(path) - path), path);
    struct statvfs space;
    uint64_t available = statvfs(directory, &space) == 0 ? (uint64_t)space.f_favail : 0;
    return tenon_fail(TENON_NO_SPACE,
                      "cannot %s %s: the file system has no room for another file, %" PRIu64
                      " are free (%s)",
                      what, path, available, strerror(error));
}

/* Opens a new file under a name that is free. */
static tenon_status create_empty(tenon_platform_draft *draft, bool *taken) {
    int descriptor = open(draft->path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    *taken = descriptor < 0 && errno == EEXIST;
    if (*taken) {
        return TENON_OK;
    }
    if (descriptor < 0) {
        return fail_new_file(errno, "create", draft->path);
    }
    draft->file.handle = descriptor;
    /* The umask may have taken bits that the owner needs. */
    if (fchmod(descriptor, 0600) != 0) {
        int error = errno;
        tenon_platform_discard(draft);
        return tenon_fail_system(error, "cannot set the mode of %s", draft->path);
    }
    return TENON_OK;
}

tenon_status tenon_platform_create_private(const char *path, tenon_platform_draft *draft) {
    const char *base = base_name(path);
    for (int attempt = 0; attempt < 16; attempt++) {
        uint64_t random;
        tenon_status status = tenon_platform_random(&random);
        if (status != TENON_OK) {
            return status;
        }
        int length = snprintf(draft->path, sizeof draft->path,
                              "%.*s.tenon.%s.%" PRIu64 ".%016" PRIx64 ".tmp", (int)(base - path),
                              path, base, tenon_platform_process_id(), random);
        status = tenon_posix_check_path(length, path);
        bool taken = false;
        if (status == TENON_OK) {
            status = create_empty(draft, &taken);
        }
        if (!taken) {
            return status;
        }
    }
    return tenon_fail(TENON_SYSTEM, "cannot find a free temporary name for %s", path);
}

void tenon_platform_discard(const tenon_platform_draft *draft) {
    (void)unlink(draft->path);
    (void)close(tenon_posix_descriptor(draft->file));
}

/* The process id in `.tenon.<base>.<pid>.<random>.tmp`, or 0 when the name is not of this form. */
static uint64_t creator_of_draft(const char *name, const char *base) {
    static const char prefix[] = ".tenon.";
    size_t base_length = strlen(base);
    if (strncmp(name, prefix, sizeof prefix - 1) != 0) {
        return 0;
    }
    name += sizeof prefix - 1;
    if (strncmp(name, base, base_length) != 0 || name[base_length] != '.') {
        return 0;
    }
    name += base_length + 1;
    size_t digits = strspn(name, "0123456789");
    if (digits == 0 || digits > 10 || name[digits] != '.') {
        return 0;
    }
    size_t random = strspn(name + digits + 1, "0123456789abcdef");
    if (random == 0 || strcmp(name + digits + 1 + random, ".tmp") != 0) {
        return 0;
    }
    return strtoull(name, NULL, 10);
}

void tenon_platform_remove_dead_drafts(const char *path) {
    const char *base = base_name(path);
    char directory[TENON_PATH_BYTES];
    memcpy(directory, path, (size_t)(base - path));
    directory[base - path] = '\0';
    DIR *stream = opendir(directory);
    if (stream == NULL) {
        /* Nothing to clean, or the creation that follows fails with the reason. */
        return;
    }
    for (struct dirent *entry = readdir(stream); entry != NULL; entry = readdir(stream)) {
        uint64_t creator = creator_of_draft(entry->d_name, base);
        struct stat information;
        if (creator != 0 && !tenon_posix_process_exists(creator) &&
            fstatat(dirfd(stream), entry->d_name, &information, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(information.st_mode) && information.st_uid == geteuid()) {
            (void)unlinkat(dirfd(stream), entry->d_name, 0);
        }
    }
    (void)closedir(stream);
}

tenon_status tenon_platform_publish(const tenon_platform_draft *draft, const char *path) {
    if (link(draft->path, path) == 0) {
        (void)unlink(draft->path);
        return TENON_OK;
    }
    if (errno == EEXIST) {
        return tenon_fail(TENON_EXISTS, "%s exists", path);
    }
    if (errno == ENOENT) {
        return tenon_fail(TENON_NOT_FOUND, "%s has vanished", draft->path);
    }
    return fail_new_file(errno, "name", path);
}

tenon_status tenon_platform_open(const char *path, tenon_platform_file *file, uint64_t *size) {
    /* O_NONBLOCK: a name that turns out to be a pipe or a device must not hold us up. */
    int descriptor = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        switch (errno) {
            case ENOENT:
                return tenon_fail(TENON_NOT_FOUND, "%s does not exist", path);
            case ELOOP:
                return tenon_fail(TENON_UNSAFE, "%s is a symbolic link", path);
            case EISDIR:
            case ENXIO:
                return tenon_fail(TENON_UNSAFE, "%s is not a regular file", path);
            case EACCES:
                return tenon_fail(TENON_UNSAFE, "%s may not be opened by this user", path);
            default:
                return tenon_fail_system(errno, "cannot open %s", path);
        }
    }
    struct stat information;
    tenon_status status = TENON_OK;
    if (fstat(descriptor, &information) != 0) {
        status = tenon_fail_system(errno, "cannot inspect %s", path);
    } else if (!S_ISREG(information.st_mode)) {
        status = tenon_fail(TENON_UNSAFE, "%s is not a regular file", path);
    } else if (information.st_uid != geteuid()) {
        status = tenon_fail(TENON_UNSAFE, "%s belongs to user %u, this process runs as user %u",
                            path, (unsigned)information.st_uid, (unsigned)geteuid());
    } else if ((information.st_mode & 077) != 0) {
        status = tenon_fail(TENON_UNSAFE, "%s has mode %04o, others may access it; 0600 is wanted",
                            path, (unsigned)information.st_mode & 07777);
    }
    if (status != TENON_OK) {
        (void)close(descriptor);
        return status;
    }
    file->handle = descriptor;
    *size = (uint64_t)information.st_size;
    return TENON_OK;
}

tenon_status tenon_platform_read(tenon_platform_file file, const char *path, uint64_t offset,
                                 void *buffer, uint64_t size) {
    uint8_t *bytes = buffer;
    while (size > 0) {
        ssize_t count = pread(tenon_posix_descriptor(file), bytes, (size_t)size, (off_t)offset);
        if (count > 0) {
            bytes += count;
            offset += (uint64_t)count;
            size -= (uint64_t)count;
        } else if (count == 0) {
            return tenon_fail(TENON_CORRUPT, "%s ends at byte %" PRIu64, path, offset);
        } else if (errno != EINTR) {
            return tenon_fail_system(errno, "cannot read %s", path);
        }
    }
    return TENON_OK;
}

static tenon_status check_size(const struct stat *information, const char *path, uint64_t size) {
    uint64_t left = (uint64_t)information->st_size;
    if (left >= size) {
        return TENON_OK;
    }
    return tenon_fail(TENON_TRUNCATED,
                      "%s was truncated: %" PRIu64 " bytes are mapped, the file has %" PRIu64
                      "; close it, remove its name and create it again",
                      path, size, left);
}

tenon_status tenon_platform_require_size(tenon_platform_file file, const char *path,
                                         uint64_t size) {
    struct stat information;
    if (fstat(tenon_posix_descriptor(file), &information) != 0) {
        return tenon_fail_system(errno, "cannot inspect %s", path);
    }
    return check_size(&information, path, size);
}

tenon_status tenon_platform_map(tenon_platform_file file, const char *path, uint64_t size,
                                void **base) {
    if (size > SIZE_MAX / 2) {
        return tenon_fail(TENON_SYSTEM, "%s needs %" PRIu64 " bytes of address space", path, size);
    }
    void *address = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED,
                         tenon_posix_descriptor(file), 0);
    if (address == MAP_FAILED) {
        return tenon_fail_system(errno, "cannot map %" PRIu64 " bytes of %s", size, path);
    }
    *base = address;
    return TENON_OK;
}

void tenon_platform_unmap(void *base, uint64_t size) { (void)munmap(base, (size_t)size); }

void tenon_platform_close(tenon_platform_file file) { (void)close(tenon_posix_descriptor(file)); }

static tenon_platform_file_id id_of(const struct stat *information) {
    return (tenon_platform_file_id){
        {(uint64_t)information->st_dev, (uint64_t)information->st_ino}};
}

tenon_status tenon_platform_identify(tenon_platform_file file, const char *path,
                                     tenon_platform_file_id *id) {
    struct stat information;
    if (fstat(tenon_posix_descriptor(file), &information) != 0) {
        return tenon_fail_system(errno, "cannot inspect %s", path);
    }
    *id = id_of(&information);
    return TENON_OK;
}

/* Receives what there is to know of the file, if path names it. */
static bool look_at_named(const char *path, const tenon_platform_file_id *id,
                          struct stat *information) {
    if (lstat(path, information) != 0) {
        return false;
    }
    tenon_platform_file_id named = id_of(information);
    return memcmp(&named, id, sizeof named) == 0;
}

bool tenon_platform_names(const char *path, const tenon_platform_file_id *id) {
    struct stat information;
    return look_at_named(path, id, &information);
}

tenon_status tenon_platform_require_size_named(const char *path, const tenon_platform_file_id *id,
                                               uint64_t size) {
    struct stat information;
    return look_at_named(path, id, &information) ? check_size(&information, path, size) : TENON_OK;
}

void tenon_platform_unlink(const char *path) { (void)unlink(path); }

tenon_status tenon_platform_remove(const char *path) {
    struct stat information;
    if (lstat(path, &information) != 0) {
        if (errno == ENOENT) {
            return tenon_fail(TENON_NOT_FOUND, "%s does not exist", path);
        }
        return tenon_fail_system(errno, "cannot inspect %s", path);
    }
    if (!S_ISREG(information.st_mode) || information.st_uid != geteuid()) {
        return tenon_fail(TENON_UNSAFE, "%s is not a regular file of this user", path);
    }
    if (unlink(path) != 0) {
        if (errno == ENOENT) {
            return tenon_fail(TENON_NOT_FOUND, "%s does not exist", path);
        }
        return tenon_fail_system(errno, "cannot remove %s", path);
    }
    return TENON_OK;
}

