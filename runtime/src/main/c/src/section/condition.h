/* SPDX-License-Identifier: Apache-2.0 */
/* A change that a thread waits for. */
#ifndef TENON_SRC_SECTION_CONDITION_H
#define TENON_SRC_SECTION_CONDITION_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/atomic.h>

/* Either that a word differs from what was seen there, or what a function says. */
typedef struct tenon_condition {
    const uint64_t *word;
    uint64_t seen;
    bool (*is_met)(const void *context); /* NULL for the word */
    const void *context;
} tenon_condition;

/* Looks once. Pairs with the release store of the word; what it holds is read again and checked by
 * whoever uses it. */
static inline bool tenon_condition_is_met(const tenon_condition *condition) {
    return condition->is_met == NULL
               ? tenon_load_acquire_u64(condition->word) != condition->seen
               : condition->is_met(condition->context);
}

#endif
