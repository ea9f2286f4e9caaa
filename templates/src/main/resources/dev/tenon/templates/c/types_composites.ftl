<#-- SPDX-License-Identifier: Apache-2.0 -->
<#list view.composites as composite>

<@c.doc composite.doc/>
<@excerpt of=composite.type>
<#if composite.foreign?has_content>
<#if composite.foreign == composite.type>
/* ${composite.type} is declared by its own header. */
<#else>
typedef ${composite.foreign} ${composite.type};
</#if>
<#else>
typedef ${composite.keyword} ${composite.type} {
<#list composite.members as member>
<@c.doc member.doc "    "/>
    ${member.declaration?right_pad(composite.width)} /* offset ${member.offset}, size ${member.size}${member.note} */
</#list>
} ${composite.type};
</#if>
</@excerpt>

#define ${composite.macro}_SIZE ${composite.size}
#define ${composite.macro}_ALIGNMENT ${composite.alignment}
<#if composite.messageId?has_content>
#define ${composite.macro}_MESSAGE_ID ${composite.messageId}
</#if>
/** Initializer of ${composite.type}: <#if composite.foreign?has_content || composite.keyword == "union">all zeros<#else>defaults, and zero for fields without one</#if>. */
<#if composite.foreign?has_content>
#ifdef __cplusplus
#define ${composite.macro}_INIT {}
#else
<@c.macro composite.initializer/>
#endif
<#else>
<@c.macro composite.initializer/>
</#if>
</#list>
