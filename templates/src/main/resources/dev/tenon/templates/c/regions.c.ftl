<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
/* ${view.origin} */
#include <${view.schema}/${view.schema}_regions.h>
#include <stdlib.h>
#include <string.h>

${view.own}_STATIC_ASSERT(TENON_TOO_LONG == -1, "the setters of texts return TENON_TOO_LONG");
<#if view.longText>
<@c.longText view.own/>
</#if>
<#list view.kinds as one>
<#import "section_" + one.name + ".c.ftl" as kind>
<@kind.shared one/>
</#list>
<#list view.regions as region>

struct ${region.type} {
    tenon_region *region;
<#list region.sections as section>
    ${section.pointer};
</#list>
<#if region.hasState()>
    struct {
<#list region.byKind?filter(section -> section.parts.hasState()) as section>
<#import "section_" + section.kind + ".c.ftl" as kind>
<@kind.state region section/>
</#list>
    } own;
</#if>
};

<#if region.longText>${view.own}_LONG_TEXT </#if>static const char ${region.names.layout}[] =
<#list region.layoutLines as line>
    ${line}<#sep>
</#sep></#list>;

<#if region.descriptionLines?has_content>
<#if region.longDescription>${view.own}_LONG_TEXT </#if>static const char ${region.names.description}[] =
<#list region.descriptionLines as line>
    ${line}<#sep>
</#sep></#list>;

</#if>
<#list region.sections?filter(s -> s.initial?has_content) as section>
static const ${section.initial};
<#if section?is_last>

</#if>
</#list>
static const tenon_section_descriptor ${region.names.sections}[] = {
<#list region.sections as section>
    {${section.name}, ${section.constant}, ${section.alignment},
     ${section.size}, ${section.initialPointer}, ${section.since}, ${section.count}, ${section.flags}},
</#list>
};

<#if region.sizes?has_content>
static const tenon_section_size ${region.names.sizes}[] = {
<#list region.sizes as size>
    {${size.section}, ${size.since}, ${size.size}},
</#list>
};

</#if>
static const tenon_region_descriptor ${region.names.descriptor} = {
    .schema = "${view.schema}",
    .region = "${region.name}",
    .tool = ${view.tool},
    .contract_version = ${view.versionMacro},
    .section_count = ${region.sections?size},
    .sections = ${region.names.sections},
    .layout_text = ${region.names.layout},
    .layout_text_size = sizeof ${region.names.layout} - 1,
    .layout_hash = {<#list region.hashLines as line>${line}<#sep>,
                    </#sep></#list>},
<#if region.sizes?has_content>
    .section_sizes = ${region.names.sizes},
    .section_size_count = ${region.sizes?size},
</#if>
<#if region.descriptionLines?has_content>
    .description = ${region.names.description},
    .description_size = sizeof ${region.names.description} - 1,
</#if>
};
<#if region.hasMemory()>

static void ${region.names.discard}(${region.type} *${region.variable}) {
<#list region.byKind?filter(section -> section.parts.hasMemory()) as section>
<#import "section_" + section.kind + ".c.ftl" as kind>
<@kind.discard region section/>
</#list>
    free(${region.variable});
}

/* Room for messages that are not whole in a queue; polling allocates nothing. */
static ${region.type} *${region.names.allocate}(void) {
    ${region.type} *${region.variable} = calloc(1, sizeof *${region.variable});
    if (${region.variable} == NULL) {
        return NULL;
    }
<#list region.byKind?filter(section -> section.parts.hasMemory()) as section>
<#import "section_" + section.kind + ".c.ftl" as kind>
<@kind.allocate region section/>
</#list>
    return ${region.variable};
}
</#if>

static tenon_status ${region.names.open}(
    tenon_status (*opener)(const tenon_region_descriptor *, const char *,
                           const tenon_region_options *, tenon_region **),
    const char *name, const tenon_region_options *options, ${region.type} **out) {
    ${region.type} *${region.variable};
    tenon_status status =
        tenon_runtime_require(${view.runtimeApi}, "region ${region.name} of schema ${view.schema}");
    if (status != TENON_OK) {
        return status;
    }
    ${region.variable} = <#if region.hasMemory()>${region.names.allocate}()<#elseif region.hasState()>calloc(1, sizeof *${region.variable})<#else>malloc(sizeof *${region.variable})</#if>;
    if (${region.variable} == NULL) {
        return tenon_status_report(TENON_SYSTEM, "no memory for a ${region.type}");
    }
    status = opener(&${region.names.descriptor}, name, options, &${region.variable}->region);
    if (status != TENON_OK) {
        <#if region.hasMemory()>${region.names.discard}<#else>free</#if>(${region.variable});
        return status;
    }
<#list region.sections as section>
    ${region.variable}->${section.member} = ${section.find}(${region.variable}->region, ${section.index});
</#list>
    *out = ${region.variable};
    return TENON_OK;
}

${region.create} {
    return ${region.names.open}(tenon_region_create, name, options, out);
}

${region.attach} {
    return ${region.names.open}(tenon_region_attach, name, options, out);
}

${region.openOrCreate} {
    return ${region.names.open}(tenon_region_open_or_create, name, options, out);
}

${region.remove} {
    return tenon_region_remove(name, NULL);
}

${region.close} {
    tenon_status status = TENON_OK;
    if (${region.variable} == NULL) {
        return status;
    }
    status = tenon_region_close(${region.variable}->region);
    if (status != TENON_BUSY) {
        <#if region.hasMemory()>${region.names.discard}<#else>free</#if>(${region.variable});
    }
    return status;
}

${region.region} {
    return ${region.variable}->region;
}

${region.contractVersion} {
    return (uint16_t)tenon_region_contract_version(${region.variable}->region);
}
<#list region.byKind as section>
<#if section.isAppended()>

${section.has} {
    return ${region.variable}->${section.member} != NULL;
}
</#if>
<#import "section_" + section.kind + ".c.ftl" as kind>
<@kind.functions region section/>
</#list>
</#list>
