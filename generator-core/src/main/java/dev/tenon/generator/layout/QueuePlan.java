// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import dev.tenon.generator.schema.QueueSection;

/**
 * What the runtime must know of a queue.
 *
 * @param recordAlignment alignment of its messages in bytes: the largest of them
 * @param largestMessage size in bytes of the largest message
 */
public record QueuePlan(QueueSection queue, long recordAlignment, long largestMessage) {}
