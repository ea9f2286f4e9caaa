/* SPDX-License-Identifier: Apache-2.0 */
/* The C process of one version of the contract. It does what its standard input says, one line
 * each, and answers on its standard output, ending with a line "done":
 *
 *   create NAME, attach NAME   opens the region
 *   open NAME                  opens it, or creates it
 *   version                    says its version
 *   write                      writes the structs and sends the messages
 *   read                       says what it sees in the structs and receives
 *   unhandled                  receives with a handler of version 1 and says how many messages
 *                              it has no function for
 *
 * Exit status: 0 at the end of the input, 1 with a sentence on standard error when something was
 * not as expected. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "evolution_peer.h"

void expect(int condition, const char *what) {
    if (!condition) {
        fprintf(stderr, "%s is not as expected\n", what);
        exit(1);
    }
}

void require_ok(tenon_status status, const char *what) {
    if (status != TENON_OK) {
        fprintf(stderr, "%s: %s (%s)\n", what, tenon_status_text(status), tenon_status_detail());
        exit(1);
    }
}

static void say_part(const char *where, const evo_part *part) {
    printf("%s.weight=%.1f\n", where, part->weight);
    printf("%s.state=%u\n", where, part->state);
#if VERSION >= 2
    printf("%s.marks=%u\n", where, part->marks);
#endif
#if VERSION >= 3
    printf("%s.color=%" PRIu32 "\n", where, part->color);
#endif
}

static void say_device(const char *where, const evo_device *device) {
    char part[32];
    printf("%s.serial=%" PRIu32 "\n", where, device->serial);
#if VERSION >= 2
    printf("%s.mode=%u\n", where, device->mode);
#endif
    snprintf(part, sizeof part, "%s.part", where);
    say_part(part, &device->part);
    printf("%s.name=%s\n", where, device->name);
    printf("%s.state=%u\n", where, device->state);
    printf("%s.marks=%u\n", where, device->marks);
    printf("%s.flag=%u\n", where, device->flag);
#if VERSION >= 2
    printf("%s.late=%u\n", where, device->late);
    printf("%s.total=%" PRIu64 "\n", where, device->total);
    printf("%s.count=%" PRIu32 "\n", where, evo_device_load_count(device));
    printf("%s.big=%" PRIu32 "\n", where, evo_device_get_big(device));
    printf("%s.time=%" PRId64 "\n", where, device->time);
#endif
#if VERSION >= 3
    printf("%s.label=%s\n", where, device->label);
    printf("%s.origin=%" PRId32 ",%" PRId32 "\n", where, device->origin.x, device->origin.y);
    printf("%s.samples=", where);
    for (int i = 0; i < 6; i++) {
        printf("%u%s", device->samples[i / 3][i % 3], i < 5 ? "," : "\n");
    }
    printf("%s.history=", where);
    for (uint32_t i = 0; i < evo_device_history_count(device); i++) {
        printf("%" PRIu32 ",", device->history[i]);
    }
    putchar('\n');
#endif
}

static void say_log(const char *where, const evo_log *log) {
    printf("%s.level=%u\n", where, log->level);
    printf("%s.lines=", where);
    for (uint32_t i = 0; i < evo_log_lines_count(log); i++) {
        printf("%s,", log->lines[i]);
    }
    putchar('\n');
#if VERSION >= 3
    printf("%s.checksum=%" PRIu32 "\n", where, log->checksum);
#endif
}

static void on_device(void *context, const evo_device *device) {
    (void)context;
    say_device("Device", device);
}

static void on_log(void *context, const evo_log *log) {
    (void)context;
    say_log("Log", log);
}

static void on_batch(void *context, const evo_batch *batch) {
    (void)context;
    printf("Batch.number=%" PRIu32 "\n", batch->number);
    for (uint32_t i = 0; i < evo_batch_parts_count(batch); i++) {
        say_part("Batch.parts", &batch->parts[i]);
    }
}

static void on_event(void *context, const evo_event *event) {
    (void)context;
    printf("Event.kind=%u\n", event->kind);
    if (evo_event_get_body_part(event) != NULL) {
        say_part("Event.part", evo_event_get_body_part(event));
    }
    if (event->kind == EVO_KIND_NUMBER) {
        printf("Event.number=%" PRIu32 "\n", event->body.number);
    }
#if VERSION >= 3
    if (evo_event_get_body_word(event) != NULL) {
        printf("Event.word=%s\n", evo_event_get_body_word(event));
    }
#endif
    printf("Event.last=%" PRIu32 "\n", event->last);
}

#if VERSION >= 2
static void on_newcomer(void *context, const evo_newcomer *newcomer) {
    (void)context;
    printf("Newcomer.value=%" PRIu32 "\n", newcomer->value);
#if VERSION >= 3
    printf("Newcomer.more=%" PRIu32 "\n", newcomer->more);
#endif
}
#endif

static void on_unknown(void *context, uint16_t message_id, const void *payload, uint32_t size) {
    (void)context;
    (void)payload;
    (void)size;
    printf("unknown=%u\n", message_id);
}

static void read_structs(evo_plant *plant) {
#if VERSION == 1
    say_device("device", evo_plant_get_device(plant));
    say_part("part", evo_plant_get_part(plant));
#else
    evo_device device;
    evo_part part;
    evo_plant_read_device(plant, &device);
    say_device("device", &device);
    evo_plant_read_part(plant, &part);
    say_part("part", &part);
#endif
#if VERSION < 3
    say_log("log", evo_plant_get_log(plant));
#else
    evo_log log;
    evo_plant_read_log(plant, &log);
    say_log("log", &log);
#endif
}

#if VERSION >= 2
#define NEWCOMER .newcomer = on_newcomer,
#else
#define NEWCOMER
#endif
#define HANDLER                                                                                 \
    {.device = on_device, .log = on_log, .batch = on_batch, .event = on_event,                  \
     NEWCOMER.unknown = on_unknown}

static void read_news(evo_plant *plant) {
    const evo_plant_news_handler handler = HANDLER;
    evo_plant_news_consumer *consumer;
    require_ok(evo_plant_news_join(plant, 100, &consumer), "join");
    expect(evo_plant_news_poll(consumer, &handler, UINT32_MAX) >= 0, tenon_status_detail());
    require_ok(evo_plant_news_leave(consumer), "leave");
}

static void read_jobs(evo_plant *plant) {
    const evo_plant_jobs_handler handler = HANDLER;
    evo_plant_jobs_worker *worker;
    require_ok(evo_plant_jobs_join(plant, &worker), "join");
    expect(evo_plant_jobs_poll(worker, &handler, UINT32_MAX) >= 0, tenon_status_detail());
    require_ok(evo_plant_jobs_leave(worker), "leave");
}

static void read_newest(evo_plant *plant) {
    evo_device newest;
    tenon_latest_reader reader = {0};
    tenon_status status = evo_plant_newest_read(plant, &reader, &newest);
    if (status != TENON_NOT_FOUND) {
        require_ok(status, "read");
        say_device("newest", &newest);
    }
}

static void read_messages(evo_plant *plant) {
    const evo_plant_events_handler handler = HANDLER;
    int32_t handled = evo_plant_events_poll(plant, &handler, UINT32_MAX);
    if (handled < 0) {
        /* Also said: a message that is not as its type is what some tests want. */
        printf("failed: %s\n", tenon_status_detail());
    }
    read_news(plant);
    read_jobs(plant);
    read_newest(plant);
}

#if VERSION >= 2
/* Ends the process unless the last call on this thread says which section the region lacks. */
static void expect_absence(const char *section, int since, const evo_plant *plant) {
    char head[64];
    char tail[64];
    const char *detail = tenon_status_detail();
    snprintf(head, sizeof head, "Plant.%s came with version %d of the contract, and /", section,
             since);
    snprintf(tail, sizeof tail, " is of version %u", evo_plant_contract_version(plant));
    expect(strncmp(detail, head, strlen(head)) == 0, detail);
    expect(strlen(detail) > strlen(tail) &&
               strcmp(detail + strlen(detail) - strlen(tail), tail) == 0,
           detail);
    (void)tenon_status_report(TENON_OK, "");
}

static void say_no_status(evo_plant *plant) {
    expect(evo_plant_get_status(plant) == NULL, "a status that is not there");
    expect_absence("status", 2, plant);
#if VERSION >= 3
    unsigned version = 0;
    evo_status status;
    expect(evo_plant_get_status_versioned(plant, &version) == NULL, "a status in place");
    expect_absence("status", 2, plant);
    expect(evo_plant_read_status(plant, &status) == TENON_NOT_FOUND, "a copy of the status");
    expect_absence("status", 2, plant);
#endif
    puts("status=absent");
}

static void read_status(evo_plant *plant) {
    if (!evo_plant_has_status(plant)) {
        say_no_status(plant);
        return;
    }
#if VERSION == 2
    printf("status.beat=%" PRIu32 "\n", evo_plant_get_status(plant)->beat);
#else
    evo_status status;
    require_ok(evo_plant_read_status(plant, &status), "a copy of the status");
    printf("status.beat=%" PRIu32 "\n", status.beat);
    printf("status.uptime=%" PRIu64 "\n", status.uptime);
#endif
}

/* Every function of a queue that is not there says so, but for those that return nothing. */
static void say_no_replies(evo_plant *plant, const evo_plant_replies_handler *handler) {
    evo_newcomer *newcomer;
    evo_batch *batch;
    expect(evo_plant_get_replies(plant) == NULL, "a queue that is not there");
    expect_absence("replies", 2, plant);
    expect(evo_plant_replies_claim_newcomer(plant, &newcomer) == TENON_NOT_FOUND, "claim");
    expect_absence("replies", 2, plant);
    expect(evo_plant_replies_claim_batch_wait(plant, -1, &batch) == TENON_NOT_FOUND, "wait");
    expect_absence("replies", 2, plant);
    evo_plant_replies_publish(plant);
    evo_plant_replies_cancel(plant);
    expect(evo_plant_replies_poll(plant, handler, 1) == TENON_NOT_FOUND, "poll");
    expect_absence("replies", 2, plant);
    expect(evo_plant_replies_take(plant, handler, 1, -1) == TENON_NOT_FOUND, "take");
    expect_absence("replies", 2, plant);
    puts("replies=absent");
}

static void read_replies(evo_plant *plant) {
    const evo_plant_replies_handler handler = {
        .newcomer = on_newcomer, .batch = on_batch, .unknown = on_unknown};
    if (evo_plant_has_replies(plant)) {
        expect(evo_plant_replies_poll(plant, &handler, UINT32_MAX) >= 0, tenon_status_detail());
    } else {
        say_no_replies(plant, &handler);
    }
}
#endif

static void read_sections(evo_plant *plant) {
#if VERSION >= 2
    read_status(plant);
    read_replies(plant);
#endif
#if VERSION >= 3
    if (evo_plant_has_limits(plant)) {
        say_part("limits", evo_plant_get_limits(plant));
    } else {
        expect(evo_plant_get_limits(plant) == NULL, "limits that are not there");
        expect_absence("limits", 3, plant);
        puts("limits=absent");
    }
#endif
    (void)plant;
}

/* As a program that was written against version 1: it has no other members and sets no unknown. */
static void read_as_first_version(evo_plant *plant) {
    const evo_plant_events_handler handler = {
        .device = on_device, .log = on_log, .batch = on_batch, .event = on_event};
    const uint64_t before = tenon_queue_unhandled(evo_plant_get_events(plant));
    expect(before == 0, "unhandled messages before the first poll");
    expect(evo_plant_events_poll(plant, &handler, UINT32_MAX) > 0, "messages");
    printf("unhandled=%" PRIu64 "\n", tenon_queue_unhandled(evo_plant_get_events(plant)));
}

int main(void) {
    static char line[256];
    evo_plant *plant = NULL;
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "create ", 7) == 0) {
            require_ok(evo_plant_create(line + 7, NULL, &plant), "create");
        } else if (strncmp(line, "attach ", 7) == 0) {
            require_ok(evo_plant_attach(line + 7, NULL, &plant), "attach");
        } else if (strncmp(line, "open ", 5) == 0) {
            require_ok(evo_plant_open_or_create(line + 5, NULL, &plant), "open");
        } else if (strcmp(line, "version") == 0) {
            printf("version=%u\n", evo_plant_contract_version(plant));
        } else if (strcmp(line, "write") == 0) {
            write_structs(plant);
            write_messages(plant);
            write_sections(plant);
        } else if (strcmp(line, "read") == 0) {
            read_structs(plant);
            read_messages(plant);
            read_sections(plant);
        } else if (strcmp(line, "unhandled") == 0) {
            read_as_first_version(plant);
        } else {
            expect(0, line);
        }
        puts("done");
        fflush(stdout);
    }
    evo_plant_close(plant);
    return 0;
}
