<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Declares the functions of a struct in a region. -->
<#macro functions region section>
<#local struct = section.parts>

<@c.doc struct.doc/>
${struct.get};
<#if struct.evolved??>

/**
 * Copies it as it is at the moment, without any locking. What the region of an older program does
 * not have gets its default.
 */
${struct.evolved.read};

/** The struct as far as the region has it: with the fields of the version that is set. */
${struct.evolved.versioned};
</#if>
</#macro>
