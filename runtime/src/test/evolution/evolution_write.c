/* SPDX-License-Identifier: Apache-2.0 */
/* Writer in the C of one version; Sample.java has the same values. What a program does not know of
 * is left as garbage, as memory has it that was used before. */
#include <string.h>

#include "evolution_peer.h"

#define GARBAGE 0xAB

/* `has` is the version of the memory: what came later is not there. */
static void fill_part(evo_part *part, uint32_t seed, unsigned has) {
    part->weight = seed + 0.5;
    part->state = (evo_state)VERSION;
#if VERSION >= 2
    if (has >= 2) {
        part->marks = (evo_marks)(seed + 2);
    }
#endif
#if VERSION >= 3
    if (has >= 3) {
        part->color = seed + 3;
    }
#endif
    (void)has;
}

static void fill_device(evo_device *device, unsigned has) {
    device->serial = 0xFFFFFFFE;
    fill_part(&device->part, 10, has);
    expect(evo_device_set_name(device, "gr\xC3\xB6\xC3\x9F") == 0, "name");
    device->state = (evo_state)VERSION;
    device->marks = (evo_marks)(1 << (VERSION - 1));
    device->flag = 200;
#if VERSION >= 2
    if (has >= 2) {
        device->mode = 20;
        device->late = 21;
        device->total = 22;
        evo_device_store_count(device, 23);
        evo_device_set_big(device, 24);
        device->time = 25;
    }
#endif
#if VERSION >= 3
    if (has >= 3) {
        expect(evo_device_set_label(device, "new") == 0, "label");
        device->origin.x = -30;
        device->origin.y = 31;
        for (uint16_t i = 0; i < 6; i++) {
            device->samples[i / 3][i % 3] = (uint16_t)(32 + i);
        }
        device->history_count = 0;
        expect(evo_device_add_history(device, 40) == 0, "history");
        expect(evo_device_add_history(device, 41) == 0, "history");
    }
#endif
    (void)has;
}

static void fill_log(evo_log *log, unsigned has) {
    log->level = 50;
    log->lines_count = 0;
    expect(evo_log_add_lines(log, "one") == 0, "lines");
    expect(evo_log_add_lines(log, "two") == 0, "lines");
#if VERSION >= 3
    if (has >= 3) {
        log->checksum = 51;
    }
#endif
    (void)has;
}

void write_structs(evo_plant *plant) {
    unsigned has = evo_plant_contract_version(plant);
#if VERSION == 1
    evo_device *device = evo_plant_get_device(plant);
    evo_part *part = evo_plant_get_part(plant);
    evo_log *log = evo_plant_get_log(plant);
#else
    unsigned version = 0;
    evo_device *device = evo_plant_get_device_versioned(plant, &version);
    expect(version == has, "version of the device");
    evo_part *part = evo_plant_get_part_versioned(plant, &version);
    expect(evo_plant_get_device(plant) == (has < VERSION ? NULL : device), "device");
    expect(evo_plant_get_part(plant) == (has < VERSION ? NULL : part), "part");
#if VERSION == 2
    evo_log *log = evo_plant_get_log(plant);
#else
    evo_log *log = evo_plant_get_log_versioned(plant, &version);
    expect(evo_plant_get_log(plant) == (has < VERSION ? NULL : log), "log");
#endif
#endif
    if (has == VERSION) {
        /* In the memory of a newer program garbage would be values. */
        memset(device, GARBAGE, sizeof *device);
        memset(part, GARBAGE, sizeof *part);
        memset(log, GARBAGE, sizeof *log);
    }
    fill_device(device, has);
    fill_part(part, 60, has);
    fill_log(log, has);
}

static void fill_batch(evo_batch *batch, uint32_t parts) {
    memset(batch, GARBAGE, sizeof *batch);
    batch->number = 70 + parts;
    batch->parts_count = 0;
    for (uint32_t i = 0; i < parts; i++) {
        evo_part *part = evo_batch_add_parts(batch);
        expect(part != NULL, "parts");
        memset(part, GARBAGE, sizeof *part);
        fill_part(part, 80 + i, VERSION);
    }
}

/* The functions of a section that takes messages. */
typedef struct sender {
    tenon_status (*claim_device)(evo_plant *plant, evo_device **out);
    tenon_status (*claim_log)(evo_plant *plant, evo_log **out);
    tenon_status (*claim_batch)(evo_plant *plant, evo_batch **out);
    tenon_status (*claim_event)(evo_plant *plant, evo_event **out);
#if VERSION >= 2
    tenon_status (*claim_newcomer)(evo_plant *plant, evo_newcomer **out);
#endif
    void (*publish)(evo_plant *plant);
} sender;

#if VERSION >= 2
#define NEWCOMER(section) .claim_newcomer = evo_plant_##section##_claim_newcomer,
#else
#define NEWCOMER(section)
#endif
#define SENDER(section)                                                                          \
    {.claim_device = evo_plant_##section##_claim_device,                                         \
     .claim_log = evo_plant_##section##_claim_log,                                               \
     .claim_batch = evo_plant_##section##_claim_batch,                                           \
     .claim_event = evo_plant_##section##_claim_event,                                           \
     NEWCOMER(section).publish = evo_plant_##section##_publish}

static const sender senders[] = {SENDER(events), SENDER(news), SENDER(jobs)};

static void send_batch(const sender *to, evo_plant *plant, uint32_t parts) {
    evo_batch *batch;
    require_ok(to->claim_batch(plant, &batch), "claim a batch");
    fill_batch(batch, parts);
}

static evo_event *new_event(const sender *to, evo_plant *plant, evo_kind kind) {
    evo_event *event;
    require_ok(to->claim_event(plant, &event), "claim an event");
    memset(event, GARBAGE, sizeof *event);
    event->kind = kind;
    event->last = 90;
    return event;
}

static void send(const sender *to, evo_plant *plant) {
    evo_device *device;
    evo_log *log;
    require_ok(to->claim_device(plant, &device), "claim a device");
    memset(device, GARBAGE, sizeof *device);
    fill_device(device, VERSION);
    require_ok(to->claim_log(plant, &log), "claim a log");
    memset(log, GARBAGE, sizeof *log);
    fill_log(log, VERSION);
    send_batch(to, plant, 0);
    send_batch(to, plant, 2);
    send_batch(to, plant, 3);
    fill_part(&new_event(to, plant, EVO_KIND_PART)->body.part, 91, VERSION);
    new_event(to, plant, EVO_KIND_NUMBER)->body.number = 92;
#if VERSION >= 2
    evo_newcomer *newcomer;
    require_ok(to->claim_newcomer(plant, &newcomer), "claim a newcomer");
    memset(newcomer, GARBAGE, sizeof *newcomer);
    newcomer->value = 93;
#endif
#if VERSION >= 3
    newcomer->more = 94;
    expect(evo_event_set_body_word(new_event(to, plant, EVO_KIND_WORD), "word") == 0, "word");
#endif
    to->publish(plant);
}

void write_messages(evo_plant *plant) {
    for (size_t i = 0; i < sizeof senders / sizeof *senders; i++) {
        send(&senders[i], plant);
    }
    evo_device newest;
    memset(&newest, GARBAGE, sizeof newest);
    fill_device(&newest, VERSION);
    require_ok(evo_plant_newest_publish(plant, &newest), "publish");
    require_ok(evo_plant_newest_leave_writer(plant), "leave");
}

#if VERSION >= 2
static void write_status(evo_plant *plant, unsigned has) {
#if VERSION == 2
    evo_status *status = evo_plant_get_status(plant);
#else
    unsigned version = 0;
    evo_status *status = evo_plant_get_status_versioned(plant, &version);
    expect(version == has, "version of the status");
    expect(evo_plant_get_status(plant) == (has < VERSION ? NULL : status), "status");
#endif
    if (has == VERSION) {
        memset(status, GARBAGE, sizeof *status);
    }
    status->beat = 95;
#if VERSION >= 3
    if (has >= 3) {
        status->uptime = 96;
    }
#endif
}

static void send_replies(evo_plant *plant) {
    evo_newcomer *newcomer;
    evo_batch *batch;
    require_ok(evo_plant_replies_claim_newcomer(plant, &newcomer), "claim a reply");
    memset(newcomer, GARBAGE, sizeof *newcomer);
    newcomer->value = 98;
#if VERSION >= 3
    newcomer->more = 99;
#endif
    require_ok(evo_plant_replies_claim_batch(plant, &batch), "claim a batch of replies");
    fill_batch(batch, 2);
    evo_plant_replies_publish(plant);
}
#endif

void write_sections(evo_plant *plant) {
    unsigned has = evo_plant_contract_version(plant);
#if VERSION >= 2
    if (evo_plant_has_status(plant)) {
        write_status(plant, has);
    }
    if (evo_plant_has_replies(plant)) {
        send_replies(plant);
    }
#endif
#if VERSION >= 3
    if (evo_plant_has_limits(plant)) {
        evo_part *limits = evo_plant_get_limits(plant);
        if (has == VERSION) {
            memset(limits, GARBAGE, sizeof *limits);
        }
        fill_part(limits, 97, has);
    }
#endif
    (void)has;
}
