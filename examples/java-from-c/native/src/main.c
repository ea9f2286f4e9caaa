/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The command line. Not a line of it knows that the zt_ functions are Java. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <zone_time/zone_time_exports.h>

#include "clock_text.h"
#include "java.h"
#include "verify.h"
#include "zones.h"

#define EXIT_MISUSED 2
#define EXIT_NO_JAVA 3

#define MAX_CHANGES 256

static const char usage[] =
    "usage: zonetime TIME ZONE [ZONE ...]    what clocks elsewhere show, TIME as 2026-03-29T02:30\n"
    "       zonetime changes ZONE YEAR [YEAR]  when clocks go forward or back\n"
    "       zonetime zones [PART]            names of zones, those with PART in them\n"
    "       zonetime check [--threads N]     ask about everything, check every answer\n";

static int misused(void)
{
    fputs(usage, stderr);
    return EXIT_MISUSED;
}

/* A Java exception became the error value of the function that was called; this is its text. */
static int failed(void)
{
    const char *error = zt_last_error();
    fprintf(stderr, "zonetime: %s\n", error != NULL ? error : "Java did not answer");
    return EXIT_FAILURE;
}

static bool parse_number(const char *text, long least, long most, long *number)
{
    char *end;
    errno = 0;
    *number = strtol(text, &end, 10);
    return errno == 0 && end != text && *end == '\0' && *number >= least && *number <= most;
}

static void print_moment(const char *zone, const zt_moment *moment)
{
    char clock[CLOCK_TEXT_BYTES];
    char offset[CLOCK_TEXT_BYTES];
    clock_print(&moment->clock, clock);
    offset_print(moment, offset);
    printf("  %-24s %s %s %.*s%s\n", zone, clock, offset, (int)sizeof moment->abbreviation,
           moment->abbreviation, moment->summer_time ? ", summer time" : "");
}

static int convert(const char *time, char **zones, int count)
{
    zt_clock clock = ZT_CLOCK_INIT;
    zt_moment moment = ZT_MOMENT_INIT;
    if (!clock_parse(time, &clock)) {
        return misused();
    }
    switch (zt_at_clock(clock, zones[0], &moment)) {
    case ZT_MATCH_UNIQUE:
        break;
    case ZT_MATCH_SKIPPED:
        printf("  clocks go forward by %d minutes there and skip this\n", moment.skipped / 60);
        break;
    case ZT_MATCH_REPEATED:
        printf("  clocks go back by %d minutes there: this comes twice, here is the first\n",
               -moment.skipped / 60);
        break;
    default:
        return failed();
    }
    print_moment(zones[0], &moment);
    for (int i = 1; i < count; i++) {
        zt_moment elsewhere = ZT_MOMENT_INIT;
        if (!zt_at_instant(moment.instant, zones[i], &elsewhere)) {
            return failed();
        }
        print_moment(zones[i], &elsewhere);
    }
    return EXIT_SUCCESS;
}

static int print_changes(const char *zone, long first_year, long last_year)
{
    zt_clock_change changes[MAX_CHANGES];
    const zt_clock begin = {.year = (int32_t)first_year, .month = 1, .day = 1};
    zt_moment moment = ZT_MOMENT_INIT;
    if (zt_at_clock(begin, zone, &moment) == ZT_MATCH_FAILED) {
        return failed();
    }
    const int32_t found = zt_clock_changes(zone, moment.instant, changes, MAX_CHANGES);
    if (found < 0) {
        return failed();
    }
    for (int32_t i = 0; i < found && changes[i].before.year <= last_year; i++) {
        char before[CLOCK_TEXT_BYTES];
        char after[CLOCK_TEXT_BYTES];
        clock_print(&changes[i].before, before);
        clock_print(&changes[i].after, after);
        printf("  %s -> %s\n", before, after);
    }
    return EXIT_SUCCESS;
}

static int print_zones(const char *part)
{
    struct zones zones = {0};
    const bool loaded = zones_load(&zones);
    for (size_t i = 0; i < zones.count && loaded; i++) {
        if (strstr(zones.names[i], part) != NULL) {
            printf("%s\n", zones.names[i]);
        }
    }
    zones_free(&zones);
    return loaded ? EXIT_SUCCESS : failed();
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int check(unsigned threads)
{
    struct zones zones = {0};
    struct verification result = {0};
    if (!zones_load(&zones)) {
        zones_free(&zones);
        return failed();
    }
    const double start = seconds_now();
    const bool done = verify(&zones, threads, &result);
    const double seconds = seconds_now() - start;
    const size_t count = zones.count;
    zones_free(&zones);
    if (!done) {
        fputs("zonetime: no thread could be started\n", stderr);
        return EXIT_FAILURE;
    }
    const char *version = zt_rules_version();
    printf("  rules %s: %zu zones, %llu clock changes; %llu calls from %u threads in %.2f s; "
           "%llu disagreements\n",
           version != NULL ? version : "unknown", count, (unsigned long long)result.changes,
           (unsigned long long)result.calls, threads, seconds,
           (unsigned long long)result.disagreements);
    return result.disagreements == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int run(int count, char **words)
{
    long first = 0;
    long last = 0;
    if (count >= 1 && count <= 2 && strcmp(words[0], "zones") == 0) {
        return print_zones(count == 2 ? words[1] : "");
    }
    if (count >= 3 && count <= 4 && strcmp(words[0], "changes") == 0) {
        if (!parse_number(words[2], 1, 9999, &first) ||
            !parse_number(words[count - 1], first, 9999, &last)) {
            return misused();
        }
        return print_changes(words[1], first, last);
    }
    if (count >= 1 && strcmp(words[0], "check") == 0) {
        long threads = 2;
        if (count != 1 && (count != 3 || strcmp(words[1], "--threads") != 0 ||
                           !parse_number(words[2], 1, VERIFY_MAX_THREADS, &threads))) {
            return misused();
        }
        return check((unsigned)threads);
    }
    return count >= 2 ? convert(words[0], words + 1, count - 1) : misused();
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        return misused();
    }
    if (strcmp(argv[1], "--help") == 0) {
        fputs(usage, stdout);
        return EXIT_SUCCESS;
    }
    if (java_start() != TENON_OK) {
        return EXIT_NO_JAVA;
    }
    const int status = run(argc - 1, argv + 1);
    zt_java_stop();
    return status;
}
