/* SPDX-License-Identifier: Apache-2.0 */
#include "section/mutex/mutex_tickets.h"

static tenon_mutex_ticket *own_of(const tenon_mutex *mutex) {
    return &mutex->tickets[mutex->host->slot];
}

/* The own number; zero when somebody else's ticket is left in the slot. */
static uint64_t own_number(const tenon_mutex *mutex) {
    const tenon_mutex_ticket *own = own_of(mutex);
    return tenon_load_relaxed_u64(&own->holder) == mutex->host->attachment
               ? tenon_load_relaxed_u64(&own->number)
               : 0;
}

bool tenon_mutex_is_next(const tenon_mutex *mutex) {
    uint64_t own = own_number(mutex);
    for (uint32_t i = 0; i < TENON_PARTICIPANT_SLOTS; i++) {
        uint64_t number = tenon_load_acquire_u64(&mutex->tickets[i].number);
        if (number != 0 && (own == 0 || number < own) && i != mutex->host->slot) {
            return false;
        }
    }
    return true;
}

void tenon_mutex_draw_ticket(tenon_mutex *mutex) {
    if (own_number(mutex) != 0) {
        return;
    }
    tenon_mutex_ticket *own = own_of(mutex);
    /* The ticket of a dead holder of the slot counts for nobody in between. */
    tenon_store_relaxed_u64(&own->number, 0);
    tenon_store_release_u64(&own->holder, mutex->host->attachment);
    tenon_store_release_u64(&own->number, tenon_fetch_add_u64(&mutex->header->tickets, 1) + 1);
}

bool tenon_mutex_drop_ticket(tenon_mutex *mutex) {
    if (own_number(mutex) == 0) {
        return false;
    }
    tenon_store_release_u64(&own_of(mutex)->number, 0);
    return true;
}

bool tenon_mutex_drop_dead_tickets(tenon_mutex *mutex) {
    bool dropped = false;
    for (uint32_t i = 0; i < TENON_PARTICIPANT_SLOTS; i++) {
        tenon_mutex_ticket *ticket = &mutex->tickets[i];
        uint64_t number = tenon_load_acquire_u64(&ticket->number);
        if (number != 0 && i != mutex->host->slot &&
            tenon_section_host_is_gone(mutex->host, tenon_load_acquire_u64(&ticket->holder))) {
            /* A ticket that was drawn meanwhile has another number, and stays. */
            dropped |= tenon_compare_exchange_u64(&ticket->number, number, 0);
        }
    }
    return dropped;
}
