// SPDX-License-Identifier: Apache-2.0
/**
 * Level meters: loads the C library, lets it measure test signals on its threads, shows what it
 * calls back with, and compares that with what theory says. Uses the generated {@code contract}.
 */
package com.example.levelmeter;
