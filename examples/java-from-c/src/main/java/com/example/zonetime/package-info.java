// SPDX-License-Identifier: Apache-2.0
/**
 * What the C program calls: the functions of the generated interface {@code ZoneTimeExports},
 * implemented with {@code java.time}. {@code ServiceLoader} finds the implementation.
 */
package com.example.zonetime;
