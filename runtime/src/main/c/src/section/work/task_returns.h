/* SPDX-License-Identifier: Apache-2.0 */
/* Tasks that workers give back, and those that are taken from dead ones. */
#ifndef TENON_SRC_SECTION_WORK_TASK_RETURNS_H
#define TENON_SRC_SECTION_WORK_TASK_RETURNS_H

#include "section/work/shared_work.h"

/* Ends a task that was seen taken, and wakes who waits for that: makes it ready again, or sets it
 * aside when that was its last time or it is damaged. False when its state has changed. */
bool tenon_task_return(tenon_work *work, uint64_t number, uint64_t state, bool is_damaged);

/* Wakes the producer if it waits for this task to be over, behind the swap that made it so. */
void tenon_task_wake_producer(tenon_work *work, uint64_t number);

/* Gives back what dead workers have of the tasks from begin to end, which are at most as many as
 * there are slots; the first of them that is ready, or end. Asks the system: not on hot paths. */
uint64_t tenon_tasks_return_of_dead(tenon_work *work, uint64_t begin, uint64_t end);

/* Gives back what a former holder of that worker's slot has. */
void tenon_tasks_return_of(tenon_work *work, uint32_t worker);

#endif
