<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Defines what the structs of a file share. -->
<#macro shared kind>
</#macro>
<#-- Defines the functions of a struct in a region. -->
<#macro functions region section>
<#local struct = section.parts>

${struct.get} {
<@c.requireSection region section "NULL"/>
<#if struct.evolved??>
    if (tenon_region_contract_version(${region.variable}->region) < ${struct.evolved.complete}) {
        (void)tenon_status_report(
            TENON_MISMATCH, "${struct.evolved.name}: the region is of a version before ${struct.evolved.complete}, "
                            "which has fewer fields; read a copy, or ask for the version, too");
        return NULL;
    }
</#if>
    return ${region.variable}->${struct.member};
}
<#if struct.evolved??>

${struct.evolved.read} {
    unsigned version = tenon_region_contract_version(${region.variable}->region);
<@c.requireSection region section "status"/>
    ${struct.evolved.upgrade}(out, ${region.variable}->${struct.member}, version);
<#if section.isAppended()>
    return TENON_OK;
</#if>
}

${struct.evolved.versioned} {
    *version = tenon_region_contract_version(${region.variable}->region);
<@c.requireSection region section "NULL"/>
    return ${region.variable}->${struct.member};
}
</#if>
</#macro>
