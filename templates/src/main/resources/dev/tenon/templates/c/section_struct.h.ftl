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
</#macro>
