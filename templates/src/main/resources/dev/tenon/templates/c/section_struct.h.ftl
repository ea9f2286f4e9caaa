<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Declares the functions of a struct in a region. -->
<#macro functions region section>
<#local struct = section.parts>

<@c.doc struct.doc/>
<@excerpt of=region.type>
${struct.get};
</@excerpt>
<#if struct.evolved??>

/**
 * Copies the struct as it is at the moment, without any locking. Fields that the region of an
 * older program does not have get their defaults.
<#if section.isAppended()>
 *
 * @return TENON_OK; TENON_NOT_FOUND in a region of a version before ${section.since}
</#if>
 */
<@excerpt of=region.type>
${struct.evolved.read};
</@excerpt>

/**
 * Returns the struct in place, as far as the region has it.
 *
 * @param version receives the contract version whose fields are there
 * @return the struct, valid until the region is closed<#if section.isAppended()>; NULL in a region of a version before ${section.since}</#if>
 */
<@excerpt of=region.type>
${struct.evolved.versioned};
</@excerpt>
</#if>
<#if struct.changed?has_content>

/**
 * Has all who wait for a value of the struct look again; to be called after a store to an atomic
 * field by anything but a _set_ function of this header. Cheap while nobody waits.
 */
<@excerpt of=region.type>
${struct.changed};
</@excerpt>
</#if>
<#list struct.awaited as field>

/**
 * Waits until ${field.member} has the value given. Any number of threads may wait.
 *
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @return TENON_OK; TENON_TIMED_OUT; TENON_TRUNCATED; TENON_INVALID in a child after fork()<@absent field section/>
 */
<@excerpt of=region.type>
${field.await};
</@excerpt>

/**
 * Stores ${field.member} and wakes all who wait.
 *
 * @return TENON_OK<#if field.since == 0 && !section.isAppended()>, always</#if><@absent field section/>
 */
<@excerpt of=region.type>
${field.set};
</@excerpt>
</#list>
</#macro>
<#macro absent field section><#local since = [field.since, section.isAppended()?then(section.since, 0)]?max><#if since != 0>;
 *     TENON_NOT_FOUND in a region of a version before ${since}</#if></#macro>
