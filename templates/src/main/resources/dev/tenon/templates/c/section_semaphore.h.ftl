<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Declares the functions of a semaphore. -->
<#macro functions region section>
<#local semaphore = section.parts>

<@c.doc semaphore.doc/>
<@excerpt of=region.type>
${semaphore.get};
</@excerpt>

/**
 * Takes a permit, and waits for one if need be. The permit of a holder that died is found within
 * 100 ms. For any thread.
 *
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @param permit receives the number of the permit, below ${section.count?c}, to give it back
 * @return TENON_OK; TENON_TIMED_OUT; TENON_TRUNCATED; TENON_INVALID in a child after
 *     fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${semaphore.heads.acquire};
</@excerpt>

/**
 * Gives a permit back. For any thread, through the handle that took it; closing the region gives
 * back what is left.
 *
 * @return TENON_OK; TENON_INVALID when this handle does not have the permit, or in a child after
 *     fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${semaphore.heads.release};
</@excerpt>

/**
 * @return permits that nobody has now<@c.orNothing section "0"/>
 */
<@excerpt of=region.type>
${semaphore.heads.available};
</@excerpt>
</#macro>
