<#-- SPDX-License-Identifier: Apache-2.0 -->
<#-- A documentation comment; nothing when there is nothing to say. -->
<#macro doc lines indent="">
<#if lines?size == 1>
${indent}/** ${lines[0]} */
<#elseif lines?size gt 1>
${indent}/**
<#list lines as line>
${indent} *<#if line?has_content> ${line}</#if>
</#list>
${indent} */
</#if>
</#macro>
