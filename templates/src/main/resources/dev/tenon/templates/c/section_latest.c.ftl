<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Defines what the latest values of a file share. -->
<#macro shared kind>
</#macro>
<#-- Defines the functions of a latest value. -->
<#macro functions region section>
<#local latest = section.parts>
<@c.getSection region section/>

${latest.publish} {
<@c.requireSection region section "status"/>
    return tenon_latest_publish(${region.variable}->${latest.member}, ${view.versionMacro}, value, sizeof *value);
}

${latest.leaveWriter} {
<@c.requireSection region section "status"/>
    return tenon_latest_leave_writer(${region.variable}->${latest.member});
}

${latest.read} {
<@receive region section "tenon_latest_read" ""/>
}

${latest.take} {
<@receive region section "tenon_latest_take" "timeout_ns, "/>
}
</#macro>
<#-- Receives a value, and completes what an older program has published. -->
<#macro receive region section function timeout>
<#local latest = section.parts>
    uint32_t version = ${view.versionMacro};
<#if latest.complete?has_content>
    tenon_status status;
</#if>
<@c.requireSection region section "status"/>
<#if latest.deadline?has_content>
    reader->deadline_ns = ${latest.deadline};
</#if>
<#if latest.complete?has_content>
    status = ${function}(${region.variable}->${latest.member}, reader, ${timeout}&version, out, sizeof *out);
    if (status == TENON_OK) {
        ${latest.complete}(out, version);
    }
    return status;
<#else>
    return ${function}(${region.variable}->${latest.member}, reader, ${timeout}&version, out, sizeof *out);
</#if>
</#macro>
