<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Declares the functions of a latest value. -->
<#macro functions region section>
<#local latest = section.parts>
<#if latest.deadline?has_content>

/** Longest time in nanoseconds that should pass between two values of ${latest.name}. */
<@excerpt of=region.type>
#define ${latest.deadline} UINT64_C(${latest.deadlineNs?c})
</@excerpt>
</#if>

<@c.doc latest.doc/>
<@excerpt of=region.type>
${latest.get};
</@excerpt>

/**
 * Publishes a value and wakes the readers that wait. Never waits. The first call takes the role of
 * the writer, which is used by one thread at a time.
 *
 * @param value is copied
 * @return TENON_OK; TENON_BUSY when another holds the role; TENON_TRUNCATED; TENON_INVALID in a
 *     child after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${latest.publish};
</@excerpt>

/**
 * Gives the role of the writer up, if this handle has it. The newest value stays.
 *
 * @return TENON_OK; TENON_TRUNCATED when nobody can be told any more<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${latest.leaveWriter};
</@excerpt>

/**
 * Copies the newest value. For any thread, each with a reader of its own. Never waits.
 *
 * @param reader all zero before its first use; receives the number of the value
 * @param out receives the value; undefined on failure
 * @return TENON_OK, also when the value was read before; TENON_NOT_FOUND when none was published;
 *     TENON_AGAIN when the writer was faster each time; TENON_INVALID in a child after
 *     fork()<#if section.isAppended()>; TENON_NOT_FOUND also in a region of a version before ${section.since}</#if>
 */
<@excerpt of=region.type>
${latest.read};
</@excerpt>

/**
 * Waits for a value that the reader has not read, and copies it. For any thread, each with a reader
 * of its own.
<#if latest.deadline?has_content>
 * A wait ends when ${latest.deadline} have passed since the last value,
 * too; then `missed_deadlines` of the reader has grown, and the next deadline counts.
</#if>
 *
 * @param reader all zero before its first use; receives the number of the value
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @param out receives the value; undefined on failure
 * @return TENON_OK; TENON_TIMED_OUT; TENON_PEER_LEFT, once for each writer that left or died, after
 *     its last value; TENON_AGAIN when the writer was faster each time; TENON_TRUNCATED;
 *     TENON_INVALID in a child after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${latest.take};
</@excerpt>
</#macro>
