/* SPDX-License-Identifier: Apache-2.0 */
/* Hints to the compiler that C11 has no words for. */
#ifndef TENON_SRC_BASE_COMPILER_H
#define TENON_SRC_BASE_COMPILER_H

#if defined(__GNUC__) || defined(__clang__)
#define TENON_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define TENON_UNLIKELY(condition) __builtin_expect(!!(condition), 0)
/* Calls a function with the address of a variable when its scope ends, by an exception too. */
#define TENON_CLEANUP(function) __attribute__((cleanup(function)))
#else
#error "a queue needs to know when a C++ exception leaves a handler: GCC or clang"
#endif

#endif
