// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.RegionsView.SectionParts;
import java.util.List;

/**
 * Values that {@code section_latest.h.ftl} and {@code section_latest.c.ftl} print.
 *
 * @param doc lines of the documentation comment, without comment marks
 * @param name name of the section in the schema
 * @param member name of the member of the region's struct
 * @param get head of the function that returns the latest value of the runtime
 * @param deadline name of the macro for the deadline; empty for none
 * @param deadlineNs deadline in nanoseconds; 0 for none
 * @param publish head of the function that publishes a value
 * @param leaveWriter head of the function that gives the role of the writer up
 * @param read head of the function that copies the newest value
 * @param take head of the function that waits for a newer value
 * @param complete name of the function that completes a value of an older program; empty when every
 *     value has all fields
 */
public record LatestSectionView(
    List<String> doc,
    String name,
    String member,
    String get,
    String deadline,
    long deadlineNs,
    String publish,
    String leaveWriter,
    String read,
    String take,
    String complete)
    implements SectionParts {}
