/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * How late the agent's own timer wakes it. */
#ifndef SCHEDULING_H
#define SCHEDULING_H

#include "sensor.h"

extern const struct sensor scheduling_sensor;

#endif
