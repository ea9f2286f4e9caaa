/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Everything that differs between operating systems. One source file or a few implement it for
 * one of them; the rest of the runtime is portable C11.
 *
 * Functions that return tenon_status have set the detail text when they fail.
 */
#ifndef TENON_SRC_PLATFORM_H
#define TENON_SRC_PLATFORM_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/java.h>
#include <tenon/status.h>

/* Room for any path, its terminator included. */
#define TENON_PATH_BYTES 4096

/* ---- Files (platform_linux.c) ---- */

typedef struct tenon_platform_file {
    intptr_t handle;
} tenon_platform_file;

/* Where the shared memory of this name lies. The name has been checked. */
tenon_status tenon_platform_shared_memory_path(const char *name, char path[TENON_PATH_BYTES]);

/* The absolute form of a path, so that a later change of directory does not matter. */
tenon_status tenon_platform_absolute_path(const char *name, char path[TENON_PATH_BYTES]);

/* Creates an empty private file beside path, under a name that tells of this process. */
tenon_status tenon_platform_create_temporary(const char *path, char temporary[TENON_PATH_BYTES],
                                             tenon_platform_file *file);

/* Removes the temporary files of path whose creators are dead. */
void tenon_platform_remove_dead_temporaries(const char *path);

/* Gives a new file its size and all its memory; TENON_NO_SPACE names bytes asked and free. */
tenon_status tenon_platform_reserve(tenon_platform_file file, const char *path, uint64_t size);

/* Gives a complete temporary file its final name; TENON_EXISTS when that is taken,
 * TENON_NOT_FOUND when the temporary name has vanished. */
tenon_status tenon_platform_publish(const char *temporary, const char *path);

/* Opens an existing file for reading and writing; TENON_NOT_FOUND, or TENON_UNSAFE unless it is a
 * regular file of this user that nobody else may access. Receives its size in bytes. */
tenon_status tenon_platform_open(const char *path, tenon_platform_file *file, uint64_t *size);

/* Reads exactly size bytes; TENON_CORRUPT at the end of the file. */
tenon_status tenon_platform_read(tenon_platform_file file, const char *path, uint64_t offset,
                                 void *buffer, uint64_t size);

tenon_status tenon_platform_map(tenon_platform_file file, const char *path, uint64_t size,
                                void **base);
void tenon_platform_unmap(void *base, uint64_t size);
void tenon_platform_close(tenon_platform_file file);

/* Whether path still names this file. */
bool tenon_platform_names(const char *path, tenon_platform_file file);

/* Removes a name without a look at what it is. */
void tenon_platform_unlink(const char *path);

/* Removes the name of a regular file of this user. */
tenon_status tenon_platform_remove(const char *path);

/* The registration lock: exclusive, advisory, the kernel gives it back when its holder dies.
 * TENON_BUSY when the deadline (tenon_platform_now()) passes. */
tenon_status tenon_platform_lock(tenon_platform_file file, const char *path, uint64_t deadline);
void tenon_platform_unlock(tenon_platform_file file);

/* ---- Processes, time, sleep (platform_linux_process.c) ---- */

/* Which process this is; changes after fork(). */
uint64_t tenon_platform_process_id(void);

/* Process id and start time in one word that no other process since boot has. */
tenon_status tenon_platform_process_identity(uint64_t *identity);

/* Whether the process with this identity can still run. True when that cannot be found out. */
bool tenon_platform_process_alive(uint64_t identity);

/* Whether any process has this id. True when that cannot be found out. */
bool tenon_platform_process_exists(uint64_t process_id);

/* Identity of the running kernel. */
tenon_status tenon_platform_boot_id(uint8_t boot_id[16]);

/* Identity of this process's process-id namespace; zero where there is none. */
uint64_t tenon_platform_pid_namespace(void);

tenon_status tenon_platform_random(uint64_t *value);

/* Nanoseconds on a clock that never goes back; the same clock in all processes. */
uint64_t tenon_platform_now(void);

/* Nanoseconds since 1970. */
uint64_t tenon_platform_wall_clock(void);

void tenon_platform_yield(void);
void tenon_platform_sleep(uint64_t nanoseconds);

/* Sleeps while the word in shared memory holds expected, until woken or until the deadline
 * (tenon_platform_now()); may wake without a reason. False when the deadline passed. */
bool tenon_platform_wait(const uint32_t *word, uint32_t expected, uint64_t deadline);

/* Wakes everybody who sleeps on the word, in any process. */
void tenon_platform_wake(uint32_t *word);

/* ---- Libraries, and where the JVM's is (platform_linux_java.c) ---- */

typedef void (*tenon_platform_function)(void);

/* A variable of the environment; NULL when it is not set or empty. */
const char *tenon_platform_environment(const char *name);

/* Finds the library of the JVM that the options name; TENON_NOT_FOUND lists what was tried. */
tenon_status tenon_platform_find_libjvm(const tenon_java_options *options,
                                        char path[TENON_PATH_BYTES]);

/* A symbol of the index-th JVM library in this process, NULL when that one has it not. False when
 * there are no more. */
bool tenon_platform_loaded_libjvm(uint32_t index, const char *symbol,
                                  tenon_platform_function *function);

tenon_status tenon_platform_load(const char *path, void **library);
void tenon_platform_unload(void *library);
/* NULL when there is none of this name. */
tenon_platform_function tenon_platform_symbol(void *library, const char *name);

/* Keeps the library or program that holds this runtime in memory as long as the process lives. */
void tenon_platform_stay_loaded(void);

#endif
