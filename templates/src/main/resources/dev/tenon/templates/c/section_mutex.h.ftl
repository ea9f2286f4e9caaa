<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Declares the functions of a mutex. -->
<#macro functions region section>
<#local mutex = section.parts>

<@c.doc mutex.doc/>
<@excerpt of=region.type>
${mutex.get};
</@excerpt>

/**
 * Locks the mutex for the calling thread, and waits for it if need be. That its holder died is
 * found within 100 ms. For any thread.
 *
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @return TENON_OK; TENON_OWNER_DIED: it is locked, too, but whoever had it before died or closed
 *     the region without unlocking it, so what it guards may be half changed; TENON_TIMED_OUT;
<#if mutex.recursive>
 *     TENON_LIMIT when this thread has locked it 2^32 - 1 times; TENON_TRUNCATED; TENON_INVALID in
 *     a child after fork()<@c.orNotFound section/>
<#else>
 *     TENON_BUSY when this thread holds it already; TENON_TRUNCATED; TENON_INVALID in a child
 *     after fork()<@c.orNotFound section/>
</#if>
 */
<@excerpt of=region.type>
${mutex.heads.lock};
</@excerpt>

/**
<#if mutex.recursive>
 * Takes one lock back, and unlocks the mutex with the last one. For the thread that locked it.
<#else>
 * Unlocks the mutex. For the thread that locked it.
</#if>
 *
 * @return TENON_OK; TENON_INVALID when the calling thread does not hold it, or in a child after
 *     fork(); TENON_CORRUPT when the region says that somebody else does: this thread does not hold
 *     it any more<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${mutex.heads.unlock};
</@excerpt>

/**
 * @return true when the calling thread holds the mutex<@c.orNothing section "false"/>
 */
<@excerpt of=region.type>
${mutex.heads.is_held};
</@excerpt>
</#macro>
