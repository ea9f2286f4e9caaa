/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All that the runtime asks of an operating system. posix/ holds what every POSIX system answers
 * alike, a folder beside it the rest for one of them; everything else is portable C11.
 *
 * Functions that return tenon_status have set the detail text when they fail.
 */
#ifndef TENON_SRC_PLATFORM_PLATFORM_H
#define TENON_SRC_PLATFORM_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/atomic.h>
#include <tenon/java.h>
#include <tenon/status.h>
#include <tenon_format/tenon_format.h>

/* Room for any path, its terminator included. */
#define TENON_PATH_BYTES 4096

/* ---- Names ---- */

/* The path of the shared memory of this name. The name has been checked. */
tenon_status tenon_platform_shared_memory_path(const char *name, char path[TENON_PATH_BYTES]);

/* The absolute form of a path, so that a later change of directory does not matter. */
tenon_status tenon_platform_absolute_path(const char *name, char path[TENON_PATH_BYTES]);

/* Whether this character ends the name of a directory in a path. */
bool tenon_platform_is_separator(char character);

/* Whether a name disappears by itself when the last process that has it open ends. Otherwise the
 * last participant of a region removes it. */
bool tenon_platform_names_vanish(void);

/* ---- Files ---- */

typedef struct tenon_platform_file {
    intptr_t handle;
} tenon_platform_file;

/* A new file that does not have its name yet. */
typedef struct tenon_platform_draft {
    tenon_platform_file file;
    char path[TENON_PATH_BYTES]; /* where it lies until then; tells of this process */
} tenon_platform_draft;

/* Creates an empty private file that will have this path. */
tenon_status tenon_platform_create_private(const char *path, tenon_platform_draft *draft);

/* Gives a complete file its path and leaves it open; TENON_EXISTS when that is taken,
 * TENON_NOT_FOUND when somebody has removed the draft. */
tenon_status tenon_platform_publish(const tenon_platform_draft *draft, const char *path);

/* Closes and removes a file that was not published. */
void tenon_platform_discard(const tenon_platform_draft *draft);

/* Removes drafts for this path whose creators are dead. */
void tenon_platform_remove_dead_drafts(const char *path);

/* Gives a new file its size and all its memory; TENON_NO_SPACE names bytes asked and available, and
 * what limits them. Nothing is touched that there is no room for. */
tenon_status tenon_platform_reserve(tenon_platform_file file, const char *path, uint64_t size);

/* Opens an existing file for reading and writing; TENON_NOT_FOUND, or TENON_UNSAFE unless it is
 * one that only this user may access. Receives its size in bytes. */
tenon_status tenon_platform_open(const char *path, tenon_platform_file *file, uint64_t *size);

/* Reads exactly size bytes; TENON_CORRUPT at the end of the file. */
tenon_status tenon_platform_read(tenon_platform_file file, const char *path, uint64_t offset,
                                 void *buffer, uint64_t size);

/* Identity of a file, whatever its names; told of an open one, and true as long as the file is
 * mapped or open anywhere. */
typedef struct tenon_platform_file_id {
    uint64_t words[2];
} tenon_platform_file_id;

/* Requires that an open file has at least size bytes; TENON_TRUNCATED names it and both sizes. One
 * may go at any time after that. */
tenon_status tenon_platform_require_size(tenon_platform_file file, const char *path,
                                         uint64_t size);

/* The same for a file that is not open, as long as path names it; otherwise nobody can tell, and
 * it succeeds. */
tenon_status tenon_platform_require_size_named(const char *path, const tenon_platform_file_id *id,
                                               uint64_t size);

tenon_status tenon_platform_map(tenon_platform_file file, const char *path, uint64_t size,
                                void **base);
void tenon_platform_unmap(void *base, uint64_t size);
void tenon_platform_close(tenon_platform_file file);

tenon_status tenon_platform_identify(tenon_platform_file file, const char *path,
                                     tenon_platform_file_id *id);

/* Whether path names this file. */
bool tenon_platform_names(const char *path, const tenon_platform_file_id *id);

/* Removes a name without a look at what it is. */
void tenon_platform_unlink(const char *path);

/* Removes a name; TENON_NOT_FOUND, or TENON_UNSAFE unless it is that of this user's file. */
tenon_status tenon_platform_remove(const char *path);

/* ---- Processes ---- */

/* An answer that the system may refuse. */
typedef enum tenon_answer { TENON_NO, TENON_YES, TENON_CANNOT_TELL } tenon_answer;

/* The number of this process; changes in a child after fork(). */
uint64_t tenon_platform_process_id(void);

/* Sees to it that tenon_platform_generation() changes in every child that fork() makes from now on.
 */
tenon_status tenon_platform_watch_forks(void);

extern uint32_t tenon_platform_generation_word;

/* A number, never zero, that differs between a process and its parents, as far as fork() made them:
 * a child by vfork(), or by clone() alone, has that of its parent. For hot paths. */
static inline uint32_t tenon_platform_generation(void) {
    return tenon_load_relaxed_u32(&tenon_platform_generation_word);
}

/* A word that names this process and no other since the system was started. */
tenon_status tenon_platform_identity(uint64_t *identity);

/* The number of the process that an identity names. */
uint64_t tenon_platform_process_id_of(uint64_t identity);

/* Whether the process with this identity can still run. Death is proved: who takes a process for
 * living unless the answer is no takes nothing from one that lives. */
tenon_answer tenon_platform_alive(uint64_t identity);

/* Whether the process with this identity lives and is kept from running: by a signal, a debugger,
 * or as one of a group that is frozen. False in doubt. Reads some files. */
bool tenon_platform_is_stopped(uint64_t identity);

/* Addition to a message that names a process of which that was said: empty, or why it cannot be
 * told. */
const char *tenon_platform_doubt(tenon_answer alive);

/* The running system, from one start to the next. */
tenon_status tenon_platform_boot_id(uint8_t boot_id[TENON_BOOT_ID_BYTES]);

/* The set of processes whose identities can be judged from here; zero where there is one only. */
uint64_t tenon_platform_pid_namespace(void);

/* The clock by which starts of processes are told; zero where there is one only. */
uint64_t tenon_platform_time_namespace(void);

tenon_status tenon_platform_random(uint64_t *value);

/* ---- Memory ---- */

/* Memory that holds anything, or NULL. The alignment is a power of two that divides the size. */
void *tenon_platform_allocate_aligned(size_t alignment, size_t size);
void tenon_platform_free_aligned(void *memory);

/* The lowest address that the stack of this thread may grow to, or 0 when it cannot be told. Costs
 * system calls. */
uintptr_t tenon_platform_stack_low(void);

/* ---- Time ---- */

/* Nanoseconds on a clock that never goes back; the same clock in all processes. */
uint64_t tenon_platform_now(void);

/* Nanoseconds since 1970. */
uint64_t tenon_platform_wall_clock(void);

void tenon_platform_yield(void);
void tenon_platform_sleep(uint64_t nanoseconds);

/* ---- Sleeping on a word ---- */

/* A word in shared memory that threads of any process sleep on. */
typedef struct tenon_platform_word {
    uint32_t *word;
} tenon_platform_word;

/* Opens a word of the region that is mapped at base and has this path and nonce; done once, so
 * that waiting and waking need no names. */
tenon_status tenon_platform_open_word(const char *path, uint64_t nonce, const void *base,
                                      uint32_t *word, tenon_platform_word *opened);
void tenon_platform_close_word(tenon_platform_word *opened);

/* Sleeps while the word holds expected, until woken or until the deadline (tenon_platform_now());
 * may wake without a reason. False when the deadline passed, or the word is not there. */
bool tenon_platform_wait(const tenon_platform_word *opened, uint32_t expected, uint64_t deadline);

/* Wakes everybody who sleeps on the word, in any process. */
void tenon_platform_wake(const tenon_platform_word *opened);

/* The same for a word that is this process's own, and for ever. */
void tenon_platform_wait_private(const uint32_t *word, uint32_t expected);
void tenon_platform_wake_private(uint32_t *word);

/* Orders what this process stored before against what it loads after, as all processes see it.
 * Both sides of a store and a look at the other's word must call it, or the one side has the other
 * do so by tenon_platform_barrier(). */
static inline void tenon_platform_fence(void) { tenon_fence_full(); }

/* Has tenon_platform_barrier() of every process reach this one from now on; false where the system
 * does not offer that. May take some milliseconds the first time. */
bool tenon_platform_join_barriers(void);

/* Executes tenon_platform_fence() in every thread that runs now, of all processes that joined; a
 * thread that does not run has had one since. False when nothing was done. About a microsecond; it
 * interrupts each processor that runs such a thread. */
bool tenon_platform_barrier(void);

/* ---- Libraries, and the place of the JVM's ---- */

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
