/* SPDX-License-Identifier: Apache-2.0 */
/* Region descriptors for the tests, as generated code would have them. */
#ifndef TENON_TEST_REGIONS_H
#define TENON_TEST_REGIONS_H

#include <tenon/tenon.h>

/* Sections of every test region. */
enum { STATUS_SECTION = 0, QUEUE_SECTION = 1, BACK_SECTION = 2 };

/* Bytes of the struct section. */
#define STATUS_SIZE 48

/* A region with a struct and two queues of this capacity and record alignment. */
typedef struct test_region_type {
    tenon_region_descriptor descriptor;
    tenon_section_descriptor sections[3];
    char layout_text[1024];
} test_region_type;

void test_region_type_init(test_region_type *type, uint64_t capacity, uint32_t alignment);

/* Sets the layout text, and a hash that depends on every byte of it. */
void test_region_type_set_text(test_region_type *type, const char *text);

/* Options for a region in a file; no spinning, so that waits reach the kernel. */
extern const tenon_region_options in_file;

/* Options for a region in a file that stays without participants. */
extern const tenon_region_options in_persistent_file;

#endif
