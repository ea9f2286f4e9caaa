/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Atomic access to words that processes or threads share. Plain integers and builtins instead of
 * C11 _Atomic: the layout stays that of the integer, and C++ can include it. */
#ifndef TENON_ATOMIC_H
#define TENON_ATOMIC_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__SANITIZE_THREAD__)
#define TENON_THREAD_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define TENON_THREAD_SANITIZER 1
#endif
#endif
#ifndef TENON_THREAD_SANITIZER
#define TENON_THREAD_SANITIZER 0
#endif

static inline uint32_t tenon_load_relaxed_u32(const uint32_t *word) {
    return __atomic_load_n(word, __ATOMIC_RELAXED);
}

static inline uint64_t tenon_load_relaxed_u64(const uint64_t *word) {
    return __atomic_load_n(word, __ATOMIC_RELAXED);
}

static inline uint8_t tenon_load_acquire_u8(const uint8_t *word) {
    return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

static inline uint16_t tenon_load_acquire_u16(const uint16_t *word) {
    return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

static inline uint32_t tenon_load_acquire_u32(const uint32_t *word) {
    return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

static inline uint64_t tenon_load_acquire_u64(const uint64_t *word) {
    return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

static inline void tenon_store_relaxed_u32(uint32_t *word, uint32_t value) {
    __atomic_store_n(word, value, __ATOMIC_RELAXED);
}

static inline void tenon_store_relaxed_u64(uint64_t *word, uint64_t value) {
    __atomic_store_n(word, value, __ATOMIC_RELAXED);
}

static inline void tenon_store_release_u32(uint32_t *word, uint32_t value) {
    __atomic_store_n(word, value, __ATOMIC_RELEASE);
}

static inline void tenon_store_release_u64(uint64_t *word, uint64_t value) {
    __atomic_store_n(word, value, __ATOMIC_RELEASE);
}

/** Adds and returns the value before; acquire and release. */
static inline uint32_t tenon_fetch_add_u32(uint32_t *word, uint32_t delta) {
    return __atomic_fetch_add(word, delta, __ATOMIC_ACQ_REL);
}

/** Adds and returns the value before; acquire and release. */
static inline uint64_t tenon_fetch_add_u64(uint64_t *word, uint64_t delta) {
    return __atomic_fetch_add(word, delta, __ATOMIC_ACQ_REL);
}

/** Sets the bits of mask and returns the value before; acquire and release. */
static inline uint64_t tenon_fetch_or_u64(uint64_t *word, uint64_t mask) {
    return __atomic_fetch_or(word, mask, __ATOMIC_ACQ_REL);
}

/** Clears all bits that mask does not have and returns the value before; acquire and release. */
static inline uint64_t tenon_fetch_and_u64(uint64_t *word, uint64_t mask) {
    return __atomic_fetch_and(word, mask, __ATOMIC_ACQ_REL);
}

/** Subtracts and returns the value before; acquire and release. */
static inline uint32_t tenon_fetch_sub_u32(uint32_t *word, uint32_t delta) {
    return __atomic_fetch_sub(word, delta, __ATOMIC_ACQ_REL);
}

/** Stores and returns the value before; acquire and release. */
static inline uint32_t tenon_exchange_u32(uint32_t *word, uint32_t value) {
    return __atomic_exchange_n(word, value, __ATOMIC_ACQ_REL);
}

/** Stores and returns the value before; acquire and release. */
static inline uint64_t tenon_exchange_u64(uint64_t *word, uint64_t value) {
    return __atomic_exchange_n(word, value, __ATOMIC_ACQ_REL);
}

/** Stores desired when the word holds expected, and tells whether it did; acquire and release. */
static inline bool tenon_compare_exchange_u32(uint32_t *word, uint32_t expected,
                                              uint32_t desired) {
    return __atomic_compare_exchange_n(word, &expected, desired, false, __ATOMIC_ACQ_REL,
                                       __ATOMIC_ACQUIRE);
}

/** Stores desired when the word holds expected, and tells whether it did; acquire and release. */
static inline bool tenon_compare_exchange_u64(uint64_t *word, uint64_t expected,
                                              uint64_t desired) {
    return __atomic_compare_exchange_n(word, &expected, desired, false, __ATOMIC_ACQ_REL,
                                       __ATOMIC_ACQUIRE);
}

/**
 * Orders every access before it before every access after it, a store before a load included.
 * ThreadSanitizer does not model fences (gcc refuses to compile one): there it is a
 * sequentially consistent read-modify-write, which its runtime executes as a full barrier.
 */
static inline void tenon_fence_full(void) {
#if TENON_THREAD_SANITIZER
    static uint32_t word;
    (void)__atomic_fetch_add(&word, 0, __ATOMIC_SEQ_CST);
#elif defined(__x86_64__)
    /* A locked instruction on the hot top of the stack is cheaper than mfence and orders as much
     * for ordinary memory. */
    __asm__ __volatile__("lock; orl $0, -4(%%rsp)" ::: "memory", "cc");
#else
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
#endif
}

/** The full fence behind a read-modify-write of this header. */
static inline void tenon_fence_behind_swap(void) {
#if defined(__x86_64__) || defined(__i386__)
    /* There such an access is a full fence by itself. */
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
#else
    tenon_fence_full();
#endif
}

/** Keeps the compiler from moving accesses across; the processor may. */
static inline void tenon_fence_compiler(void) { __atomic_signal_fence(__ATOMIC_SEQ_CST); }

/** Orders every store before it before every store after it, as other processes see them. */
static inline void tenon_fence_stores(void) {
#if TENON_THREAD_SANITIZER || defined(__x86_64__) || defined(__i386__)
    /* These processors keep the order of stores by themselves, and the sanitizer, which does not
     * model fences, runs on them. */
    tenon_fence_compiler();
#else
    __atomic_thread_fence(__ATOMIC_RELEASE);
#endif
}

/** Orders every load before it before every load after it, as this process sees them. */
static inline void tenon_fence_loads(void) {
#if TENON_THREAD_SANITIZER || defined(__x86_64__) || defined(__i386__)
    /* As tenon_fence_stores(). */
    tenon_fence_compiler();
#else
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
#endif
}

/** Tells the processor that this is a spin loop. */
static inline void tenon_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
    __asm__ __volatile__("pause" ::: "memory");
#elif defined(__aarch64__) || (defined(__arm__) && defined(__ARM_ARCH) && __ARM_ARCH >= 7)
    __asm__ __volatile__("yield" ::: "memory");
#else
    __asm__ __volatile__("" ::: "memory");
#endif
}

#ifdef __cplusplus
}
#endif
#endif
