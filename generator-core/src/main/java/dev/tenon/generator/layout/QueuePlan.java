// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import dev.tenon.generator.schema.MessageSection;

/**
 * Facts about a queue for the runtime.
 *
 * @param recordAlignment alignment of its messages in bytes: the largest of them
 * @param largestMessage size in bytes of the largest message
 */
public record QueuePlan(MessageSection queue, long recordAlignment, long largestMessage) {}
