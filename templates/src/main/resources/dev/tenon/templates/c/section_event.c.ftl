<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Defines what the events of a file share. -->
<#macro shared kind>
</#macro>
<#-- Defines the functions of an event. -->
<#macro functions region section>
<#local event = section.parts>
<@c.getSection region section/>
<#if event.bits?has_content>
<@c.forward region section event.heads.signal "status" "tenon_event_signal" "bits"/>
<@c.forward region section event.heads.signal_all "status" "tenon_event_signal_all" "bits"/>
<@c.forward region section event.heads.reset "status" "tenon_event_reset" "bits"/>
<@c.forward region section event.heads.bits "0" "(${event.bits})tenon_event_bits"/>

${event.heads.wait_any} {
    uint32_t taken = 0;
    tenon_status status;
<@c.requireSection region section "status"/>
    status = tenon_event_wait_any(${region.variable}->${section.member}, bits, timeout_ns, &taken);
    if (given != NULL) {
        *given = (${event.bits})taken;
    }
    return status;
}
<@c.forward region section event.heads.wait_all "status" "tenon_event_wait_all" "bits" "timeout_ns"/>
<#else>
<@c.forward region section event.heads.signal "status" "tenon_event_signal" "TENON_EVENT_BIT"/>
<@c.forward region section event.heads.signal_all "status" "tenon_event_signal_all" "TENON_EVENT_BIT"/>
<@c.forward region section event.heads.reset "status" "tenon_event_reset" "TENON_EVENT_BIT"/>

${event.heads.is_set} {
<@c.requireSection region section "false"/>
    return tenon_event_bits(${region.variable}->${section.member}) != 0;
}
<@c.forward region section event.heads.wait "status" "tenon_event_wait_all" "TENON_EVENT_BIT" "timeout_ns"/>
</#if>
</#macro>
