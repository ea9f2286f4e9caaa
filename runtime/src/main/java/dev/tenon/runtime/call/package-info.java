// SPDX-License-Identifier: Apache-2.0
/**
 * Calls between Java and C: what needs no state of a call and no type of users. Not exported;
 * states of calls are private to {@code dev.tenon.runtime.callback}. Depends on layout texts only.
 */
package dev.tenon.runtime.call;
