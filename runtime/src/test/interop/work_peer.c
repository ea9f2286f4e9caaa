/* SPDX-License-Identifier: Apache-2.0 */
/* The C process of the tests of work between Java and C: one that works, keeps a task, or
 * produces. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tenon/tenon.h>

/* Number of the task behind which a worker stops. */
#define LAST INT64_MAX

typedef struct sums {
    uint64_t count;
    uint64_t sum;
    uint64_t squares;
    bool is_over;
} sums;

static void require(bool condition, const char *what) {
    if (!condition) {
        fprintf(stderr, "%s: %s\n", what, tenon_status_detail());
        exit(1);
    }
}

static uint8_t pattern(uint64_t number, uint64_t i) { return (uint8_t)(number * 31 + i); }

static uint64_t number_of(const void *payload, uint32_t size) {
    uint64_t number;
    require(size >= sizeof number, "size");
    memcpy(&number, payload, sizeof number);
    for (uint64_t i = 0; i < size - sizeof number; i++) {
        require(((const uint8_t *)payload)[sizeof number + i] == pattern(number, i), "pattern");
    }
    return number;
}

static void work_on(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t size) {
    sums *own = context;
    uint64_t number = number_of(payload, size);
    require(message_id == 1 && contract_version == 1, "header");
    own->is_over = number == LAST;
    if (!own->is_over) {
        own->count++;
        own->sum += number;
        own->squares += number * number;
    }
}

static void keep(void *context, uint16_t message_id, uint16_t contract_version,
                 const void *payload, uint32_t size) {
    (void)context;
    (void)message_id;
    (void)contract_version;
    printf("has %" PRIu64 "\n", number_of(payload, size));
    fflush(stdout);
    (void)getchar();
}

static void produce(tenon_work *work, uint64_t tasks, uint64_t workers) {
    for (uint64_t i = 0; i < tasks + workers; i++) {
        uint64_t number = i < tasks ? i : LAST;
        uint32_t extra = (uint32_t)(i % 90);
        void *payload;
        require(tenon_work_claim_wait(work, 1, 1, (uint32_t)sizeof number + extra, -1, &payload) ==
                    TENON_OK,
                "claim");
        memcpy(payload, &number, sizeof number);
        for (uint64_t b = 0; b < extra; b++) {
            ((uint8_t *)payload)[sizeof number + b] = pattern(number, b);
        }
        tenon_work_publish(work);
    }
}

int main(int count, char **arguments) {
    static const char text[] = "tenon-layout 1\nschema shop\nregion Shop\n";
    require(count >= 5, "usage: work|keep|produce REGION CAPACITY WORKERS [TASKS]");
    const tenon_section_descriptor section = {"jobs",
                                              TENON_SECTION_KIND_WORK,
                                              8,
                                              strtoull(arguments[3], NULL, 10),
                                              NULL,
                                              0,
                                              (uint32_t)strtoul(arguments[4], NULL, 10),
                                              0};
    const tenon_region_descriptor descriptor = {.schema = "shop",
                                                .region = "Shop",
                                                .tool = "tenon 0.1.0",
                                                .contract_version = 1,
                                                .section_count = 1,
                                                .sections = &section,
                                                .layout_text = text,
                                                .layout_text_size = sizeof text - 1};
    tenon_region *region;
    require(tenon_region_attach(&descriptor, arguments[2], NULL, &region) == TENON_OK, "attach");
    tenon_work *work = tenon_region_work(region, 0);
    if (strcmp(arguments[1], "produce") == 0) {
        produce(work, strtoull(arguments[5], NULL, 10), section.count);
    } else {
        bool keeps = strcmp(arguments[1], "keep") == 0;
        tenon_worker *worker;
        sums own = {0};
        require(tenon_work_join(work, &worker) == TENON_OK, "join");
        printf("joined\n");
        fflush(stdout);
        while (!own.is_over) {
            require(tenon_work_take(worker, keeps ? keep : work_on, &own, 1, -1) == 1, "take");
        }
        printf("%" PRIu64 " %" PRIu64 " %" PRIu64 "\n", own.count, own.sum, own.squares);
    }
    require(tenon_region_close(region) == TENON_OK, "close");
    return 0;
}
