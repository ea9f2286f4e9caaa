/* SPDX-License-Identifier: Apache-2.0 */
/* The workers of one handle. */
#ifndef TENON_SRC_SECTION_WORK_WORKER_H
#define TENON_SRC_SECTION_WORK_WORKER_H

#include "section/work/shared_work.h"

/* TENON_BUSY, for a worker that is in its handler. */
TENON_COLD tenon_status tenon_worker_refuse_in_handler(const tenon_work *work);

/* TENON_BUSY while a worker of this handle is in its handler. */
tenon_status tenon_workers_check_handlers(const tenon_work *work);

/* Ends all workers of this handle, when the region is still mapped. */
void tenon_workers_leave(tenon_work *work);

/* Frees those that a child after fork() has copies of. */
void tenon_workers_free(tenon_work *work);

#endif
