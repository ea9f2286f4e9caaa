<#-- SPDX-License-Identifier: Apache-2.0 -->
<#-- Prints a documentation comment, or nothing without lines. -->
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
<#-- Prints the head of a function that belongs to a declaration. -->
<#macro head of text><@excerpt of=of head=true>${text}</@excerpt></#macro>
<#-- Leaves a function of a section that the region, being of an older version, does not have.
     result: what the function returns, a "status", a value ("NULL", "false") or "nothing". -->
<#macro requireSection region section result>
<#if section.isAppended()>
    if (${region.variable}->${section.member} == NULL) {
<#if result == "status">
        return tenon_region_require_section(${region.variable}->region, ${section.index});
<#elseif result != "nothing">
        (void)tenon_region_require_section(${region.variable}->region, ${section.index});
        return ${result};
<#else>
        return;
</#if>
    }
</#if>
</#macro>
<#-- Defines a function that calls one of the runtime, unless the region lacks the section.
     result: as of requireSection. -->
<#macro forward region section head result function arguments...>

${head} {
<@requireSection region section result/>
    return ${function}(${([region.variable + "->" + section.member] + arguments)?join(", ")});
}
</#macro>
<#-- Defines the function that returns a section as the runtime sees it. -->
<#macro getSection region section>

${section.parts.get} {
<@requireSection region section "NULL"/>
    return ${region.variable}->${section.member};
}
</#macro>
<#-- Ends a list of statuses with that of a section which the region does not have. -->
<#macro orNotFound section><#if section.isAppended()>;
 *     TENON_NOT_FOUND in a region of a version before ${section.since}</#if></#macro>
<#-- Ends the description of a result with the value for a region that lacks the section. -->
<#macro orNothing section value><#if section.isAppended()>;
 *     ${value} in a region of a version before ${section.since}</#if></#macro>
<#-- Rejects a runtime that is older than the generated code. -->
<#macro requireRuntime view>
#if !defined TENON_RUNTIME_API || TENON_RUNTIME_API < ${view.runtimeApi}
#error "generated for runtime API ${view.runtimeApi}: use a tenon runtime as new as the generator"
#endif
</#macro>
<#-- A macro that stands for one or more lines. -->
<#macro macro view>
<#if view.oneLine>
#define ${view.name} ${view.lines[0]}
<#else>
#define ${view.name} \
<#list view.lines as line>
    ${line}<#sep> \</#sep>
</#list>
</#if>
</#macro>
<#-- Defines the mark of string literals that are longer than every compiler accepts. -->
<#macro longText own>

/* Marks string literals beyond the 4095 characters that every compiler accepts. */
#if defined(__GNUC__)
#define ${own}_LONG_TEXT __extension__
#else
#define ${own}_LONG_TEXT
#endif
</#macro>
<#-- Defines the canonical ABI text. -->
<#macro abi view>
<#if view.abi.longText>
<@longText view.own/>
</#if>

<#if view.abi.longText>${view.own}_LONG_TEXT </#if>const char ${view.abi.symbol}[] =
<#list view.abi.lines as line>
    ${line}<#sep>
</#sep></#list>;
</#macro>
<#-- Alternatives, of which the last needs no condition. -->
<#macro alternatives of indent><#list of as one>${one}<#sep>
${""?left_pad(indent)}: </#sep></#list></#macro>
<#-- Defines a function that copies bytes, without a header of the C library. -->
<#macro copy view>
static inline void ${view.ownLower}_copy(void *to, const void *from, size_t bytes) {
    unsigned char *target = ${view.own}_CAST(unsigned char *, to);
    const unsigned char *source = ${view.own}_CAST(const unsigned char *, from);
    size_t i;
    for (i = 0; i < bytes; i++) {
        target[i] = source[i];
    }
}
</#macro>
