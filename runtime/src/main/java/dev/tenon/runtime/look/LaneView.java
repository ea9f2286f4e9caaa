// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.QueueStatistics;

/**
 * A lane of a queue.
 *
 * @param statistics numbers, of which the counts are unsigned; those of the consumer are what it
 *     did in this lane
 */
public record LaneView(RoleView producer, QueueStatistics statistics) {}
