/* SPDX-License-Identifier: Apache-2.0 */
#define _DEFAULT_SOURCE /* timegm() */
#include "clock_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

bool clock_parse(const char *text, zt_clock *clock)
{
    int32_t year = 0;
    uint8_t month = 0;
    uint8_t day = 0;
    uint8_t hour = 0;
    uint8_t minute = 0;
    uint8_t second = 0;
    int end = 0;
    /* At most as many digits as fit into the numbers: more is undefined behaviour of sscanf. */
    const int found = sscanf(text, "%6d-%2hhu-%2hhuT%2hhu:%2hhu%n:%2hhu%n", &year, &month, &day,
                             &hour, &minute, &end, &second, &end);
    if (found < 5 || text[end] != '\0') {
        return false;
    }
    *clock = (zt_clock){
        .year = year,
        .month = month,
        .day = day,
        .hour = hour,
        .minute = minute,
        .second = second,
    };
    return true;
}

void clock_print(const zt_clock *clock, char text[CLOCK_TEXT_BYTES])
{
    snprintf(text, CLOCK_TEXT_BYTES, "%04d-%02d-%02d %02d:%02d:%02d", (int)clock->year,
             (int)clock->month, (int)clock->day, (int)clock->hour, (int)clock->minute,
             (int)clock->second);
}

void offset_print(const zt_moment *moment, char text[CLOCK_TEXT_BYTES])
{
    const int seconds = abs((int)moment->offset);
    snprintf(text, CLOCK_TEXT_BYTES, "%c%02d:%02d", moment->offset < 0 ? '-' : '+',
             seconds / 3600, seconds / 60 % 60);
}

int64_t clock_seconds(const zt_clock *clock)
{
    struct tm parts = {
        .tm_year = (int)clock->year - 1900,
        .tm_mon = (int)clock->month - 1,
        .tm_mday = (int)clock->day,
        .tm_hour = (int)clock->hour,
        .tm_min = (int)clock->minute,
        .tm_sec = (int)clock->second,
    };
    return (int64_t)timegm(&parts);
}
