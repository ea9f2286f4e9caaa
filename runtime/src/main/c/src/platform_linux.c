/* SPDX-License-Identifier: Apache-2.0 */
/* Files, mappings and locks on Linux. */
#define _GNU_SOURCE
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

#include "failure.h"
#include "platform.h"

/* Reserved in pieces, so that a signal costs at most one of them. */
#define RESERVE_BYTES ((uint64_t)64 << 20)

static int descriptor_of(tenon_platform_file file) { return (int)file.handle; }

static tenon_status checked_path(int length, const char *name) {
    if (length < 0 || length >= TENON_PATH_BYTES) {
        return tenon_fail(TENON_INVALID, "the path of '%.80s...' is longer than %d bytes", name,
                          TENON_PATH_BYTES - 1);
    }
    return TENON_OK;
}

tenon_status tenon_platform_shared_memory_path(const char *name, char path[TENON_PATH_BYTES]) {
    return checked_path(snprintf(path, TENON_PATH_BYTES, "/dev/shm/tenon.%s", name), name);
}

tenon_status tenon_platform_absolute_path(const char *name, char path[TENON_PATH_BYTES]) {
    if (name[0] == '/') {
        return checked_path(snprintf(path, TENON_PATH_BYTES, "%s", name), name);
    }
    char directory[TENON_PATH_BYTES];
    if (getcwd(directory, sizeof directory) == NULL) {
        return tenon_fail_system(errno, "cannot find the current directory");
    }
    return checked_path(snprintf(path, TENON_PATH_BYTES, "%s/%s", directory, name), name);
}

/* Absolute paths only, so there is a slash. */
static const char *base_name(const char *path) { return strrchr(path, '/') + 1; }

tenon_status tenon_platform_create_temporary(const char *path, char temporary[TENON_PATH_BYTES],
                                             tenon_platform_file *file) {
    const char *base = base_name(path);
    for (int attempt = 0; attempt < 16; attempt++) {
        uint64_t random;
        tenon_status status = tenon_platform_random(&random);
        if (status != TENON_OK) {
            return status;
        }
        int length = snprintf(temporary, TENON_PATH_BYTES, "%.*s.tenon.%s.%" PRIu64 ".%016" PRIx64
                              ".tmp", (int)(base - path), path, base, tenon_platform_process_id(),
                              random);
        status = checked_path(length, path);
        if (status != TENON_OK) {
            return status;
        }
        int descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (descriptor >= 0) {
            /* The umask may have taken bits that the owner needs. */
            if (fchmod(descriptor, 0600) != 0) {
                int error = errno;
                (void)unlink(temporary);
                (void)close(descriptor);
                return tenon_fail_system(error, "cannot set the mode of %s", temporary);
            }
            file->handle = descriptor;
            return TENON_OK;
        }
        if (errno != EEXIST) {
            return tenon_fail_system(errno, "cannot create %s", temporary);
        }
    }
    return tenon_fail(TENON_SYSTEM, "cannot find a free temporary name for %s", path);
}

/* The process id in `.tenon.<base>.<pid>.<random>.tmp`, or 0 when the name is not of this form. */
static uint64_t creator_of_temporary(const char *name, const char *base) {
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

void tenon_platform_remove_dead_temporaries(const char *path) {
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
        uint64_t creator = creator_of_temporary(entry->d_name, base);
        struct stat information;
        if (creator != 0 && !tenon_platform_process_exists(creator) &&
            fstatat(dirfd(stream), entry->d_name, &information, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(information.st_mode) && information.st_uid == geteuid()) {
            (void)unlinkat(dirfd(stream), entry->d_name, 0);
        }
    }
    (void)closedir(stream);
}

tenon_status tenon_platform_reserve(tenon_platform_file file, const char *path, uint64_t size) {
    int error = 0;
    for (uint64_t offset = 0; offset < size && error == 0;) {
        uint64_t piece = size - offset < RESERVE_BYTES ? size - offset : RESERVE_BYTES;
        error = posix_fallocate(descriptor_of(file), (off_t)offset, (off_t)piece);
        if (error == 0) {
            offset += piece;
        } else if (error == EINTR) {
            error = 0;
        }
    }
    if (error == 0) {
        return TENON_OK;
    }
    if (error != ENOSPC && error != EDQUOT && error != EFBIG) {
        return tenon_fail_system(error, "cannot reserve %" PRIu64 " bytes for %s", size, path);
    }
    /* Give back what was reserved, so that the number is what the user has. */
    (void)ftruncate(descriptor_of(file), 0);
    struct statvfs space;
    uint64_t available = 0;
    if (fstatvfs(descriptor_of(file), &space) == 0) {
        available = (uint64_t)space.f_bavail * (uint64_t)space.f_frsize;
    }
    return tenon_fail(TENON_NO_SPACE,
                      "cannot reserve %" PRIu64 " bytes for %s: %" PRIu64 " bytes are free (%s)",
                      size, path, available, strerror(error));
}

tenon_status tenon_platform_publish(const char *temporary, const char *path) {
    if (link(temporary, path) == 0) {
        (void)unlink(temporary);
        return TENON_OK;
    }
    if (errno == EEXIST) {
        return tenon_fail(TENON_EXISTS, "%s exists", path);
    }
    if (errno == ENOENT) {
        return tenon_fail(TENON_NOT_FOUND, "%s has vanished", temporary);
    }
    return tenon_fail_system(errno, "cannot name %s", path);
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
        ssize_t count = pread(descriptor_of(file), bytes, (size_t)size, (off_t)offset);
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

tenon_status tenon_platform_map(tenon_platform_file file, const char *path, uint64_t size,
                                void **base) {
    if (size > SIZE_MAX / 2) {
        return tenon_fail(TENON_SYSTEM, "%s needs %" PRIu64 " bytes of address space", path, size);
    }
    void *address = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED,
                         descriptor_of(file), 0);
    if (address == MAP_FAILED) {
        return tenon_fail_system(errno, "cannot map %" PRIu64 " bytes of %s", size, path);
    }
    *base = address;
    return TENON_OK;
}

void tenon_platform_unmap(void *base, uint64_t size) { (void)munmap(base, (size_t)size); }

void tenon_platform_close(tenon_platform_file file) { (void)close(descriptor_of(file)); }

bool tenon_platform_names(const char *path, tenon_platform_file file) {
    struct stat named;
    struct stat opened;
    return lstat(path, &named) == 0 && fstat(descriptor_of(file), &opened) == 0 &&
           named.st_dev == opened.st_dev && named.st_ino == opened.st_ino;
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

static int set_lock(tenon_platform_file file, short type) {
    /* An open-file-description lock: closing another descriptor of the same file, which another
     * library in this process may do, does not release it, and two handles in one process
     * exclude each other. It conflicts with the plain lock that Java takes. */
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1};
    return fcntl(descriptor_of(file), F_OFD_SETLK, &lock);
}

tenon_status tenon_platform_lock(tenon_platform_file file, const char *path, uint64_t deadline) {
    uint64_t pause = 50000;
    while (set_lock(file, F_WRLCK) != 0) {
        if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
            return tenon_fail_system(errno, "cannot lock %s", path);
        }
        if (tenon_platform_now() >= deadline) {
            return tenon_fail(TENON_BUSY, "the registration lock of %s is held by another process",
                              path);
        }
        tenon_platform_sleep(pause);
        pause = pause < 2000000 ? pause * 2 : pause;
    }
    return TENON_OK;
}

void tenon_platform_unlock(tenon_platform_file file) { (void)set_lock(file, F_UNLCK); }
