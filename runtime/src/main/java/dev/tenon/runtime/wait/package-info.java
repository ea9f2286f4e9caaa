// SPDX-License-Identifier: Apache-2.0
/**
 * Waiting for another process: how to wait ({@code WaitPolicy}, {@code WaitSlices}, {@code Signal})
 * and who must live meanwhile ({@code PeerWatch}), brought together in {@code Sleeper}. Not
 * exported. Depends on the platform.
 */
package dev.tenon.runtime.wait;
