/* SPDX-License-Identifier: Apache-2.0 */
#include "tasks.h"

#include <tenon/atomic.h>

void task_region_type_init(task_region_type *type, uint64_t words, uint64_t capacity,
                           uint32_t alignment, uint32_t workers) {
    static const char text[] = "tenon-layout 1\nschema shop\nregion Shop\n";
    memset(type, 0, sizeof *type);
    type->sections[WORDS_SECTION] = (tenon_section_descriptor){
        "words", TENON_SECTION_KIND_STRUCT, 8, words * sizeof(uint64_t), NULL, 0, 1, 0};
    type->sections[WORK_SECTION] = (tenon_section_descriptor){
        "jobs", TENON_SECTION_KIND_WORK, alignment, capacity, NULL, 0, workers, 0};
    type->descriptor = (tenon_region_descriptor){.schema = "shop",
                                                 .region = "Shop",
                                                 .tool = "tenon 0.1.0",
                                                 .contract_version = 1,
                                                 .section_count = 2,
                                                 .sections = type->sections,
                                                 .layout_text = text,
                                                 .layout_text_size = sizeof text - 1};
    test_layout_hash(text, type->descriptor.layout_hash);
}

task_side task_side_open(const char *path, const task_region_type *type) {
    task_side side;
    CHECK_STATUS(
        tenon_region_open_or_create(&type->descriptor, path, &in_file, &side.region), TENON_OK);
    side.work = tenon_region_work(side.region, WORK_SECTION);
    side.words = tenon_region_struct(side.region, WORDS_SECTION);
    CHECK(side.work != NULL && side.words != NULL);
    return side;
}

void task_side_close(task_side *side) {
    CHECK_STATUS(tenon_region_close(side->region), TENON_OK);
}

tenon_worker *task_join(const task_side *side) {
    tenon_worker *worker;
    CHECK_STATUS(tenon_work_join(side->work, &worker), TENON_OK);
    return worker;
}

static uint8_t pattern(uint64_t number, uint32_t i) { return (uint8_t)(number * 31 + i); }

tenon_status task_claim(const task_side *side, uint64_t number, uint32_t extra,
                        int64_t timeout_ns) {
    void *payload;
    tenon_status status =
        tenon_work_claim_wait(side->work, TASK_ID, (uint16_t)(number % 7),
                              (uint32_t)sizeof number + extra, timeout_ns, &payload);
    if (status == TENON_OK) {
        memcpy(payload, &number, sizeof number);
        for (uint32_t i = 0; i < extra; i++) {
            ((uint8_t *)payload)[sizeof number + i] = pattern(number, i);
        }
    }
    return status;
}

void task_send(const task_side *side, uint64_t number, uint32_t extra) {
    CHECK_STATUS(task_claim(side, number, extra, -1), TENON_OK);
    tenon_work_publish(side->work);
}

uint64_t task_number(const void *payload, uint32_t size) {
    uint64_t number;
    CHECK(size >= sizeof number);
    memcpy(&number, payload, sizeof number);
    for (uint32_t i = 0; i < size - sizeof number; i++) {
        CHECK_EQUAL(((const uint8_t *)payload)[sizeof number + i], pattern(number, i));
    }
    return number;
}

tenon_work_header *task_map_header(const char *path) {
    uint8_t *base = test_map_region(path);
    return (void *)(base + test_entry(base, WORK_SECTION)->offset);
}

tenon_worker_slot *task_map_workers(const char *path) {
    return (void *)(task_map_header(path) + 1);
}

tenon_task_slot *task_map_slots(const char *path, uint32_t workers) {
    return (void *)(task_map_workers(path) + workers);
}
