/* SPDX-License-Identifier: Apache-2.0 */
/* The C process of the tests between Java and C.
 *
 *   interop_peer produce NAME COUNT [BATCH]  sends COUNT messages to Java, publishing every BATCH
 *   interop_peer consume NAME COUNT          checks COUNT messages from Java
 *   interop_peer echo NAME                   returns each Small until Java leaves
 *   interop_peer turns NAME COUNT            counts `handled` on to COUNT, each time Java has
 *   interop_peer flood NAME                  sends for ever, to be killed
 *   interop_peer create NAME                 creates the region, says so, leaves at end of input
 *   interop_peer churn NAME                  says so, opens and leaves for ever, to be killed
 *
 * Message n is the same function of n here and in Traffic.java. Exit status: 0 when everything was
 * as expected, 1 with a sentence on standard error otherwise. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <interop/interop_regions.h>

#define FOR_EVER INT64_C(-1)
#define TEN_SECONDS INT64_C(10000000000)

/* The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
 * OOPSLA 2014): every bit of n moves every bit of the result. */
static uint64_t mix(uint64_t n) {
    n += UINT64_C(0x9E3779B97F4A7C15);
    n = (n ^ (n >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    n = (n ^ (n >> 27)) * UINT64_C(0x94D049BB133111EB);
    return n ^ (n >> 31);
}

static void expect(int condition, const char *what, uint64_t sequence) {
    if (!condition) {
        fprintf(stderr, "message %" PRIu64 ": %s\n", sequence, what);
        exit(1);
    }
}

static void require_ok(tenon_status status, const char *what) {
    if (status != TENON_OK) {
        fprintf(stderr, "%s: %s (%s)\n", what, tenon_status_text(status), tenon_status_detail());
        exit(1);
    }
}

/* One in 16 is large, five in 16 are medium. */
static int kind_of(uint64_t sequence) {
    uint64_t roll = mix(sequence) & 15u;
    return roll == 0 ? 2 : roll < 6 ? 1 : 0;
}

static void name_of(uint64_t sequence, char name[32]) {
    snprintf(name, 32, "n%" PRIu64 "-\xC3\xA9", sequence);
}

static uint16_t length_of(uint64_t sequence) {
    return (uint16_t)(mix(sequence + 7) % 501u);
}

static void send_message(itp_wire *wire, uint64_t sequence) {
    if (kind_of(sequence) == 0) {
        itp_small *small;
        require_ok(itp_wire_to_java_claim_small_wait(wire, FOR_EVER, &small), "claim small");
        small->sequence = sequence;
        small->check = mix(sequence);
    } else if (kind_of(sequence) == 1) {
        itp_medium *medium;
        char name[32];
        require_ok(itp_wire_to_java_claim_medium_wait(wire, FOR_EVER, &medium), "claim medium");
        expect(medium->ratio == 0.5, "a claimed message has its defaults", sequence);
        medium->sequence = sequence;
        name_of(sequence, name);
        expect(itp_medium_set_name(medium, name) == 0, "the name fits", sequence);
        medium->mood = sequence % 2 == 0 ? ITP_MOOD_CALM : ITP_MOOD_BUSY;
        medium->urgent = sequence % 3 == 0;
        for (uint32_t i = 0; i < 6; i++) {
            medium->values[i] = (uint32_t)mix(sequence + i);
        }
    } else {
        itp_large *large;
        require_ok(itp_wire_to_java_claim_large_wait(wire, FOR_EVER, &large), "claim large");
        large->sequence = sequence;
        large->length = length_of(sequence);
        memset(large->payload, (int)(sequence & 0x7F), large->length);
    }
}

static void produce(itp_wire *wire, uint64_t count, uint64_t batch) {
    for (uint64_t sequence = 0; sequence < count; sequence++) {
        send_message(wire, sequence);
        if ((sequence + 1) % batch == 0) {
            itp_wire_to_java_publish(wire);
        }
    }
    itp_wire_to_java_publish(wire);
}

typedef struct expectation {
    itp_wire *wire;
    uint64_t next;
} expectation;

static uint64_t check_next(expectation *state, uint64_t sequence, int kind) {
    expect(sequence == state->next, "arrived out of order", sequence);
    expect(kind_of(sequence) == kind, "arrived as another type", sequence);
    state->next++;
    return sequence;
}

static void on_small(void *context, const itp_small *small) {
    uint64_t sequence = check_next(context, small->sequence, 0);
    expect(small->check == mix(sequence), "check", sequence);
}

static void on_medium(void *context, const itp_medium *medium) {
    uint64_t sequence = check_next(context, medium->sequence, 1);
    char name[32] = {0};
    name_of(sequence, name);
    expect(memcmp(medium->name, name, strlen(name) + 1) == 0, "name", sequence);
    expect(medium->mood == (sequence % 2 == 0 ? ITP_MOOD_CALM : ITP_MOOD_BUSY), "mood", sequence);
    expect(medium->urgent == (sequence % 3 == 0), "urgent", sequence);
    for (uint32_t i = 0; i < 6; i++) {
        expect(medium->values[i] == (uint32_t)mix(sequence + i), "values", sequence);
    }
    expect(medium->ratio == 0.5, "ratio", sequence);
}

static void on_large(void *context, const itp_large *large) {
    uint64_t sequence = check_next(context, large->sequence, 2);
    expect((uintptr_t)large % 32 == 0, "alignment", sequence);
    expect(large->length == length_of(sequence), "length", sequence);
    for (uint32_t i = 0; i < sizeof large->payload; i++) {
        uint8_t expected = i < large->length ? (uint8_t)(sequence & 0x7F) : 0;
        expect(large->payload[i] == expected, "payload", sequence);
    }
}

static void consume(itp_wire *wire, uint64_t count) {
    expectation state = {wire, 0};
    itp_wire_to_c_handler handler = {
        .small_ = on_small, .medium = on_medium, .large = on_large, .context = &state};
    while (state.next < count) {
        int32_t handled = itp_wire_to_c_take(wire, &handler, 256, TEN_SECONDS);
        if (handled < 0) {
            require_ok(handled, "take");
        }
        expect(handled > 0, "did not arrive in ten seconds", state.next);
        itp_shared_store_handled(itp_wire_get_shared(wire), state.next);
    }
}

static void echo_small(void *context, const itp_small *small) {
    itp_small *answer;
    itp_wire *wire = context;
    require_ok(itp_wire_to_java_claim_small_wait(wire, FOR_EVER, &answer), "claim answer");
    answer->sequence = small->sequence;
    answer->check = ~small->check;
    itp_wire_to_java_publish(wire);
}

static void echo(itp_wire *wire) {
    itp_wire_to_c_handler handler = {.small_ = echo_small, .context = wire};
    int32_t handled;
    do {
        handled = itp_wire_to_c_take(wire, &handler, 1, FOR_EVER);
    } while (handled >= 0);
    if (handled != TENON_PEER_LEFT) {
        require_ok(handled, "take");
    }
}

static void create(const char *name) {
    itp_wire *wire;
    require_ok(itp_wire_create(name, NULL, &wire), "create");
    puts("created");
    fflush(stdout);
    while (getchar() != EOF) {
    }
    itp_wire_close(wire);
}

static void churn(const char *name) {
    puts("churning");
    fflush(stdout);
    for (;;) {
        itp_wire *wire;
        require_ok(itp_wire_open_or_create(name, NULL, &wire), "open");
        require_ok(itp_wire_close(wire), "close");
    }
}

static void take_turns(itp_wire *wire, uint64_t count) {
    for (uint64_t turn = 1; turn < count; turn += 2) {
        require_ok(itp_wire_shared_wait_handled(wire, turn, FOR_EVER), "wait");
        require_ok(itp_wire_shared_set_handled(wire, turn + 1), "set");
    }
}

/* Answers an alarm while it holds the mutex and a permit; goes before it gives the mutex back. */
static void guard(itp_wire *wire, uint64_t count) {
    uint32_t permit;
    require_ok(itp_wire_slots_acquire(wire, FOR_EVER, &permit), "acquire");
    require_ok(itp_wire_go_wait(wire, FOR_EVER), "go");
    for (uint64_t i = 0; i < count; i++) {
        itp_alarm given = 0;
        require_ok(itp_wire_alarms_wait_any(wire, ITP_ALARM_HEAT, FOR_EVER, &given), "wait");
        require_ok(given == ITP_ALARM_HEAT ? TENON_OK : TENON_INVALID, "bit");
        require_ok(itp_wire_setup_lock(wire, FOR_EVER), "lock");
        require_ok(itp_wire_setup_lock(wire, 0), "lock again");
        itp_wire_get_shared(wire)->handled++;
        require_ok(itp_wire_setup_unlock(wire), "unlock");
        require_ok(itp_wire_alarms_signal(wire, ITP_ALARM_DOOR), "signal");
        if (i + 1 < count) {
            require_ok(itp_wire_setup_unlock(wire), "unlock");
        }
    }
    require_ok(itp_wire_setup_is_held(wire) ? TENON_OK : TENON_INVALID, "hold");
}

int main(int argc, char **argv) {
    itp_wire *wire;
    if (argc < 3) {
        fprintf(stderr, "usage: interop_peer produce|consume|echo|turns|guard|flood|create|churn "
                        "NAME [COUNT [BATCH]]\n");
        return 2;
    }
    uint64_t count = argc > 3 ? strtoull(argv[3], NULL, 10) : 0;
    uint64_t batch = argc > 4 ? strtoull(argv[4], NULL, 10) : 1;
    if (strcmp(argv[1], "create") == 0) {
        create(argv[2]);
        return 0;
    }
    if (strcmp(argv[1], "churn") == 0) {
        churn(argv[2]);
    }
    require_ok(itp_wire_attach(argv[2], NULL, &wire), "attach");
    itp_shared_store_started(itp_wire_get_shared(wire), 1);
    if (strcmp(argv[1], "produce") == 0) {
        produce(wire, count, batch);
    } else if (strcmp(argv[1], "consume") == 0) {
        consume(wire, count);
    } else if (strcmp(argv[1], "echo") == 0) {
        echo(wire);
    } else if (strcmp(argv[1], "turns") == 0) {
        take_turns(wire, count);
    } else if (strcmp(argv[1], "guard") == 0) {
        guard(wire, count);
    } else if (strcmp(argv[1], "flood") == 0) {
        produce(wire, UINT64_MAX, 3);
    } else {
        fprintf(stderr, "unknown command %s\n", argv[1]);
        return 2;
    }
    itp_wire_close(wire);
    return 0;
}
