/* SPDX-License-Identifier: Apache-2.0 */
/* What somebody else declares, and schemas describe. */
#ifndef FOREIGN_DEVICE_H
#define FOREIGN_DEVICE_H

#include <stdint.h>

enum device_state { DEVICE_OFF, DEVICE_ON };

typedef struct {
    int32_t code;
    char name[8];
} device_label;

struct device {
    device_label label;
    enum device_state state;
    uint16_t port; /* in network order */
    uint8_t lanes[2];
    float gain;
};

#endif
