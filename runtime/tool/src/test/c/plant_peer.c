/* SPDX-License-Identifier: Apache-2.0 */
/* A C process that does to a region what it is told, a line at a time, and says "ok" after each:
 *
 *   open NAME    opens the region or creates it
 *   label TEXT   calls itself so
 *   send COUNT   sends samples, as many of them as find room
 *   take COUNT   consumes samples
 *   close        leaves the region
 *
 * It ends with its input. Exit status 1 with a sentence on standard error when something fails.
 * PlantPeer.java is the same in Java. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <plant/plant_regions.h>

static void require_ok(tenon_status status, const char *what) {
    if (status != TENON_OK) {
        fprintf(stderr, "%s: %s (%s)\n", what, tenon_status_text(status), tenon_status_detail());
        exit(1);
    }
}

static void ignore(void *context, const plt_sample *sample) {
    (void)context;
    (void)sample;
}

static void send_samples(plt_plant *plant, long count) {
    for (long i = 0; i < count; i++) {
        plt_sample *sample;
        tenon_status status = plt_plant_samples_claim_sample(plant, &sample);
        if (status == TENON_FULL) {
            return;
        }
        require_ok(status, "claim");
        sample->sequence = (uint64_t)i;
        plt_plant_samples_publish(plant);
    }
}

static void take_samples(plt_plant *plant, uint32_t count) {
    plt_plant_samples_handler handler = {.sample = ignore};
    int32_t handled = plt_plant_samples_poll(plant, &handler, count);
    if (handled < 0) {
        require_ok(handled, "poll");
    }
}

int main(void) {
    const tenon_region_options options = {.full_fences = true};
    plt_plant *plant = NULL;
    char line[256];
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = 0;
        char *argument = strchr(line, ' ');
        if (argument != NULL) {
            *argument++ = 0;
        } else {
            argument = line + strlen(line);
        }
        if (strcmp(line, "open") == 0) {
            require_ok(plt_plant_open_or_create(argument, &options, &plant), "open");
        } else if (strcmp(line, "label") == 0) {
            require_ok(tenon_region_set_label(plt_plant_region(plant), argument), "label");
        } else if (strcmp(line, "send") == 0) {
            send_samples(plant, strtol(argument, NULL, 10));
        } else if (strcmp(line, "take") == 0) {
            take_samples(plant, (uint32_t)strtoul(argument, NULL, 10));
        } else if (strcmp(line, "close") == 0) {
            require_ok(plt_plant_close(plant), "close");
            plant = NULL;
        } else {
            fprintf(stderr, "unknown command %s\n", line);
            return 1;
        }
        puts("ok");
        fflush(stdout);
    }
    require_ok(plt_plant_close(plant), "close");
    return 0;
}
