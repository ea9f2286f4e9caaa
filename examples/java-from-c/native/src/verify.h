/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Asks Java about every zone from several threads at once, and checks each answer. */
#ifndef VERIFY_H
#define VERIFY_H

#include <stdbool.h>
#include <stdint.h>

#include "zones.h"

#define VERIFY_MAX_THREADS 64

struct verification {
    uint64_t calls;
    uint64_t changes;
    uint64_t disagreements;
};

/**
 * For each clock change since 1970, and around it: what clocks show then means that moment again,
 * and the C library's calendar agrees. Prints the first disagreements.
 *
 * @param threads 1 to VERIFY_MAX_THREADS
 * @return false when no thread could be started
 */
bool verify(const struct zones *zones, unsigned threads, struct verification *result);

#endif
