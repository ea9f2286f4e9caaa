/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Clocks and moments as text. */
#ifndef CLOCK_TEXT_H
#define CLOCK_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <zone_time/zone_time.h>

/** Enough for every text that is made here. */
#define CLOCK_TEXT_BYTES 64

/**
 * Reads "2026-03-29T02:30" or "2026-03-29T02:30:59". Whether there is such a date is not its
 * business: 2026-02-30 is fine.
 */
bool clock_parse(const char *text, zt_clock *clock);

/** Writes "2026-03-29 02:30:00". */
void clock_print(const zt_clock *clock, char text[CLOCK_TEXT_BYTES]);

/** Writes what a moment is ahead of UTC: "+01:00". */
void offset_print(const zt_moment *moment, char text[CLOCK_TEXT_BYTES]);

/** Seconds since 1970 at which a clock of UTC shows this, as the C library counts them. */
int64_t clock_seconds(const zt_clock *clock);

#endif
