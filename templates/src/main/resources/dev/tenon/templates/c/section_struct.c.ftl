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
<#if struct.changed?has_content>

${struct.changed} {
<@c.requireSection region section "nothing"/>
    tenon_struct_changed(tenon_region_struct_section(${region.variable}->region, ${section.index}));
}
</#if>
<#list struct.awaited as field>

${field.await} {
    tenon_struct *section = tenon_region_struct_section(${region.variable}->region, ${section.index});
<@present region section field/>
    return tenon_struct_wait_value(section, &${region.variable}->${struct.member}->${field.member}, &value,
                                   sizeof value, timeout_ns);
}

${field.set} {
<@present region section field/>
    ${field.store}(${region.variable}->${struct.member}, value);
    tenon_struct_changed(tenon_region_struct_section(${region.variable}->region, ${section.index}));
    return TENON_OK;
}
</#list>
</#macro>
<#-- Rejects a region that lacks the section or the field. -->
<#macro present region section field>
<@c.requireSection region section "status"/>
<#if field.since != 0>
    if (tenon_region_contract_version(${region.variable}->region) < ${field.since}) {
        return tenon_status_report(
            TENON_NOT_FOUND,
            "${field.name} came with version ${field.since}, the region is of an earlier one");
    }
</#if>
</#macro>
