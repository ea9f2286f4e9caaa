/* SPDX-License-Identifier: Apache-2.0 */
/* Messages of many sizes: consecutive words, all of them written and all of them read. */
#ifndef BENCHMARKS_MESSAGES_H
#define BENCHMARKS_MESSAGES_H

#include <stddef.h>
#include <stdint.h>

/* X(BYTES) for every size that is measured; code is made for each, so that compilers know it. */
#define MESSAGE_SIZES(X) X(16) X(32) X(256) X(4096) X(65536)

#define MESSAGE_WORDS(BYTES) ((BYTES) / 8)
#define MESSAGE_LARGEST_BYTES 65536

static inline void message_fill(int64_t *words, int64_t count, int64_t number) {
    for (int64_t i = 0; i < count; i++) {
        words[i] = number + i;
    }
}

static inline int64_t message_sum(const int64_t *words, int64_t count) {
    int64_t sum = 0;
    for (int64_t i = 0; i < count; i++) {
        sum += words[i];
    }
    return sum;
}

#endif
