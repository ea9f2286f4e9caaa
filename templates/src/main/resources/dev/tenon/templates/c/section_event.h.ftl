<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Declares the functions of an event. -->
<#macro functions region section>
<#local event = section.parts>

<@c.doc event.doc/>
<@excerpt of=region.type>
${event.get};
</@excerpt>
<#if event.bits?has_content>

/**
 * Sets bits and wakes who waits for them. For any thread.
 *
 * @param bits at least one
 * @return TENON_OK; TENON_INVALID for no bits, or in a child after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${event.heads.signal};
</@excerpt>

/**
 * Gives bits to every wait that has begun, and leaves them as they are: nothing of it is there for
 * a wait that begins later. For any thread.
 *
 * @param bits at least one
 * @return TENON_OK; TENON_INVALID for no bits, or in a child after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${event.heads.signal_all};
</@excerpt>

/**
 * Clears bits. For any thread.
 *
 * @param bits at least one
 * @return TENON_OK; TENON_INVALID for no bits, or in a child after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${event.heads.reset};
</@excerpt>

/**
 * @return the bits that are set now<@c.orNothing section "0"/>
 */
<@excerpt of=region.type>
${event.heads.bits};
</@excerpt>

/**
 * Waits until at least one of some bits is set or given to all. Any number of threads may wait.
 *
 * @param bits at least one
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @param given receives those of the bits that ended the wait, at least one with TENON_OK; may be
 *     NULL
 * @return TENON_OK; TENON_TIMED_OUT; TENON_TRUNCATED; TENON_INVALID for no bits, or in a child
 *     after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${event.heads.wait_any};
</@excerpt>

/**
 * Waits until each of some bits is set, or was given to all since the wait began. Any number of
 * threads may wait.
 *
 * @param bits at least one
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @return TENON_OK; TENON_TIMED_OUT; TENON_TRUNCATED; TENON_INVALID for no bits, or in a child
 *     after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${event.heads.wait_all};
</@excerpt>
<#else>

/**
 * Sets the event and wakes who waits for it. For any thread.
 *
 * @return TENON_OK; TENON_INVALID in a child after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${event.heads.signal};
</@excerpt>

/**
 * Ends every wait that has begun, and leaves the event as it is: nothing of it is there for a wait
 * that begins later. For any thread.
 *
 * @return TENON_OK; TENON_INVALID in a child after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${event.heads.signal_all};
</@excerpt>

/**
 * Clears the event. For any thread.
 *
 * @return TENON_OK; TENON_INVALID in a child after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${event.heads.reset};
</@excerpt>

/**
 * @return true when the event is set now<@c.orNothing section "false"/>
 */
<@excerpt of=region.type>
${event.heads.is_set};
</@excerpt>

/**
 * Waits until the event is set or given to all. Any number of threads may wait.
 *
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @return TENON_OK; TENON_TIMED_OUT; TENON_TRUNCATED; TENON_INVALID in a child after
 *     fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${event.heads.wait};
</@excerpt>
</#if>
</#macro>
