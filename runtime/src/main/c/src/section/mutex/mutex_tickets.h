/* SPDX-License-Identifier: Apache-2.0 */
/* The order of attachments that wait for a fair mutex: each draws a ticket, and the smallest number
 * is next. */
#ifndef TENON_SRC_SECTION_MUTEX_MUTEX_TICKETS_H
#define TENON_SRC_SECTION_MUTEX_MUTEX_TICKETS_H

#include "section/mutex/shared_mutex.h"

/* Whether nobody waits that has come before this attachment. */
bool tenon_mutex_is_next(const tenon_mutex *mutex);

/* Draws a ticket, unless this attachment has one. */
void tenon_mutex_draw_ticket(tenon_mutex *mutex);

/* Gives the own ticket back; true when there was one. */
bool tenon_mutex_drop_ticket(tenon_mutex *mutex);

/* Takes the tickets of those that have gone; true when there were some. Calls the system for each
 * that is there. */
bool tenon_mutex_drop_dead_tickets(tenon_mutex *mutex);

#endif
