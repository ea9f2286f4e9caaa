// SPDX-License-Identifier: Apache-2.0
/**
 * The monitor: starts the agent, takes its samples out of shared memory and steers it. Uses {@code
 * model} for what the samples say, {@code ui} to show it, and the generated {@code contract}.
 */
package com.example.hostmonitor;
