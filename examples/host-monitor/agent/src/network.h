/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The counters of every network interface, from /proc/net/dev. */
#ifndef NETWORK_H
#define NETWORK_H

#include <stddef.h>

#include "sensor.h"

extern const struct sensor network_sensor;

/** Reads the text of /proc/net/dev into at most capacity entries; returns how many. */
size_t network_parse(const char *text, size_t length, hm_interface_counters *interfaces,
                     size_t capacity);

#endif
