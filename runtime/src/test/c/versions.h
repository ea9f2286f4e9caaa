/* SPDX-License-Identifier: Apache-2.0 */
/* A region type that grew from version to version, as generated code would describe it. */
#ifndef TENON_TEST_VERSIONS_H
#define TENON_TEST_VERSIONS_H

#include <tenon/tenon.h>

/* Sections of the type. */
enum { FEED_STATUS = 0, FEED_QUOTES = 1, FEED_ALARMS = 2, FEED_ORDERS = 3, FEED_LIMITS = 4 };

/* Version 2 appends to both structs, and a struct and a queue to the region; version 3 once more to
 * the structs, aligns the status to 64 bytes, and appends a struct to the region; version 4 changes
 * nothing in it. */
#define LAST_VERSION 4u

typedef struct test_version {
    tenon_region_descriptor descriptor;
    tenon_section_descriptor sections[5];
    tenon_section_size sizes[3];
    char layout_text[2048];
} test_version;

/* Makes the descriptor of a program that was generated from the schema at a version. */
void test_version_init(test_version *type, uint32_t version);

/* The same from another schema, in which each layout text that holds one text has another there. */
void test_version_init_other(test_version *type, uint32_t version, const char *from,
                             const char *to);

/* Bytes of the struct section and of a quote at a version. */
uint64_t test_status_size(uint32_t version);
uint32_t test_quote_size(uint32_t version);

/* Sections of the region at a version. */
uint32_t test_section_count(uint32_t version);

#endif
