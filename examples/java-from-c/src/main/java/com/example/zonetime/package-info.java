// SPDX-License-Identifier: Apache-2.0
/**
 * Functions that the C program calls: those of the generated interface {@code ZoneTimeExports},
 * implemented with {@code java.time}. {@code ServiceLoader} finds the implementation.
 */
package com.example.zonetime;
