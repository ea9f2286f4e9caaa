/* SPDX-License-Identifier: Apache-2.0 */
/* The table of the kinds of sections, and what an event loop asks of a section. */
#include "harness.h"
#include "regions.h"

#include "region/shared_region.h"
#include "section/section.h"

static void check_kind(const char *name, uint32_t number) {
    const struct tenon_section_kind *kind = tenon_section_kind_of(number);
    if (kind == NULL) {
        harness_fail(__FILE__, __LINE__, "kind %s of the format is not in the table", name);
    }
    CHECK_EQUAL(kind->kind, number);
    CHECK(kind->name != NULL && kind->check != NULL && kind->extent != NULL);
    CHECK(kind->misplaced != NULL && kind->open != NULL && kind->leave != NULL);
    CHECK(kind->free != NULL && kind->ready != NULL && kind->wait_word != NULL);
}

static void everyKindOfTheFormatIsInTheTableUnderItsNumber(void) {
    FILE *header = fopen(TENON_FORMAT_HEADER, "r");
    CHECK(header != NULL);
    char line[200];
    uint32_t count = 0;
    while (fgets(line, sizeof line, header) != NULL) {
        char name[64];
        uint32_t number;
        if (sscanf(line, " TENON_SECTION_KIND_%63[A-Z_0-9] = %" SCNu32, name, &number) == 2) {
            check_kind(name, number);
            count++;
        }
    }
    fclose(header);
    CHECK(count >= 2);
    CHECK(tenon_section_kind_of(0) == NULL && tenon_section_kind_of(UINT32_MAX) == NULL);
}

static tenon_region *create(const char *name) {
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, harness_path(name), &in_file, &region),
                 TENON_OK);
    return region;
}

static const tenon_section *section_of(const tenon_region *region, uint32_t index) {
    CHECK(index < region->list.count);
    return &region->list.sections[index];
}

static bool is_ready(const tenon_region *region, uint32_t index) {
    const tenon_section *section = section_of(region, index);
    return section->kind->ready(section->object);
}

static void structIsNeverReadyAndWaitedForInItsHeader(void) {
    tenon_region *region = create("struct");
    const tenon_section *section = section_of(region, STATUS_SECTION);
    CHECK(section->kind == &tenon_struct_section);
    CHECK(section->object == tenon_region_struct_section(region, STATUS_SECTION));
    (*test_counter_of(region))++;
    CHECK(!is_ready(region, STATUS_SECTION));
    const uint8_t *words =
        (const uint8_t *)section->kind->wait_word(section->object)->words;
    const uint8_t *bytes = tenon_region_struct(region, STATUS_SECTION);
    CHECK(words == bytes - sizeof(tenon_struct_header));
    tenon_region_close(region);
}

static void ignore(void *context, uint16_t message_id, uint16_t contract_version,
                   const void *payload, uint32_t size) {
    (void)context;
    (void)message_id;
    (void)contract_version;
    (void)payload;
    (void)size;
}

static void claim(tenon_queue *queue) {
    void *payload;
    CHECK_STATUS(tenon_queue_claim(queue, 1, 1, 8, &payload), TENON_OK);
}

static void queueIsReadyWhenAMessageIsPublishedAndNotConsumed(void) {
    tenon_region *region = create("ready");
    tenon_queue *queue = tenon_region_queue(region, QUEUE_SECTION);
    CHECK(section_of(region, QUEUE_SECTION)->object == queue);
    CHECK(!is_ready(region, QUEUE_SECTION));
    claim(queue);
    claim(queue);
    CHECK(!is_ready(region, QUEUE_SECTION));
    tenon_queue_publish(queue);
    CHECK(is_ready(region, QUEUE_SECTION));
    CHECK(!is_ready(region, BACK_SECTION));
    CHECK_EQUAL(tenon_queue_poll(queue, ignore, NULL, 1), 1);
    CHECK(is_ready(region, QUEUE_SECTION));
    CHECK_EQUAL(tenon_queue_poll(queue, ignore, NULL, 1), 1);
    CHECK(!is_ready(region, QUEUE_SECTION));
    tenon_queue_leave_consumer(queue);
    CHECK(!is_ready(region, QUEUE_SECTION));
    claim(queue);
    tenon_queue_publish(queue);
    CHECK(is_ready(region, QUEUE_SECTION));
    tenon_region_close(region);
}

static int publish_when_told(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_attach, arguments[0], &in_file, &region), TENON_OK);
    tenon_queue *queue = tenon_region_queue(region, QUEUE_SECTION);
    CHECK_STATUS(tenon_queue_produce(queue), TENON_OK);
    child_tell('r');
    CHECK_EQUAL(child_hear(), 'p');
    tenon_wait_words *words =
        section_of(region, QUEUE_SECTION)->kind->wait_word(queue)->words;
    while (tenon_load_acquire_u64(&words->waiting) == 0) {
        tenon_platform_yield();
    }
    claim(queue);
    tenon_queue_publish(queue);
    CHECK_EQUAL(child_hear(), 'e');
    tenon_region_close(region);
    return 0;
}

/* An hour: without the wake-up the test hangs. */
#define LONG_NANOSECONDS UINT64_C(3600000000000)

static void whoSleepsOnTheWordOfAQueueIsWokenByAMessage(void) {
    tenon_region *region = create("word");
    harness_child child = harness_start("publish", harness_path("word"), NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    const tenon_section *section = section_of(region, QUEUE_SECTION);
    const tenon_signal *signal = section->kind->wait_word(section->object);
    harness_tell(&child, 'p');
    while (!is_ready(region, QUEUE_SECTION)) {
        uint32_t announced = tenon_signal_announce(signal);
        (void)tenon_platform_barrier();
        CHECK(is_ready(region, QUEUE_SECTION) ||
              tenon_signal_sleep(signal, announced, tenon_platform_now() + LONG_NANOSECONDS));
        tenon_signal_reset(signal);
    }
    harness_tell(&child, 'e');
    CHECK_EQUAL(harness_join(&child), 0);
    tenon_region_close(region);
}

const harness_role harness_roles[] = {{"publish", publish_when_told}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(everyKindOfTheFormatIsInTheTableUnderItsNumber),
    TEST(structIsNeverReadyAndWaitedForInItsHeader),
    TEST(queueIsReadyWhenAMessageIsPublishedAndNotConsumed),
    TEST(whoSleepsOnTheWordOfAQueueIsWokenByAMessage),
    {NULL, NULL},
};
