// SPDX-License-Identifier: Apache-2.0
/**
 * Measurements of the machine: counters become rates and loads, delays become percentiles. Uses the
 * generated {@code contract} and nothing else of the monitor.
 */
package com.example.hostmonitor.model;
