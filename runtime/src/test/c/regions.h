/* SPDX-License-Identifier: Apache-2.0 */
/* Region descriptors for the tests, as generated code would have them. */
#ifndef TENON_TEST_REGIONS_H
#define TENON_TEST_REGIONS_H

#include <stdbool.h>

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

/* A hash that depends on every byte of a text. */
void test_layout_hash(const char *text, uint8_t hash[32]);

/* Options for a region in a file; no spinning, so that waits reach the kernel. */
extern const tenon_region_options in_file;

/* Options for a region in a file that stays without participants. */
extern const tenon_region_options in_persistent_file;

/* One of the three ways to open a region. */
typedef tenon_status test_opening(const tenon_region_descriptor *descriptor, const char *name,
                                  const tenon_region_options *options, tenon_region **region);

/* Opens a region of an ordinary type. */
tenon_status test_open_with(test_opening *opening, const char *path,
                            const tenon_region_options *options, tenon_region **region);

/* Tells if there is a file of this name. */
bool test_exists(const char *path);

/* The first word of the struct section. */
uint32_t *test_counter_of(tenon_region *region);

/* The header of the region in this file, mapped until the process ends. */
tenon_region_header *test_map_header(const char *path);

/* The bytes of the region in this file, mapped until the process ends. */
uint8_t *test_map_region(const char *path);

/* Start of a region in this process's own mapping, found by the offset of its first section, a
 * struct, in the file. */
uint8_t *test_base_of(tenon_region *region, const char *path);

/* The entry of a section in the table of the region that is mapped there. */
const tenon_section_entry *test_entry(const void *base, uint32_t section);

/* The identity of this process, which has attached the region. */
uint64_t test_own_identity(const tenon_region_header *header);

/* Takes the registration lock and keeps it. The region then has this process as a participant. */
void test_hold_registration(const char *path);

/* A role: creates the region of its argument, marks it, tells, waits to be told or killed. */
int test_create_and_hold(int count, char **arguments);

#endif
