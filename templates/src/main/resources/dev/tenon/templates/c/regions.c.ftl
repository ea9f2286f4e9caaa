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
<#if view.messages?has_content>

/* New messages in claimed bytes, which hold anything before. */
<#list view.messages as message>
static tenon_status new_${message.type}(void *payload, ${message.type} **out) {
<#if message.defaults>
    static const ${message.type} defaults = ${message.macro}_INIT;
    *out = memcpy(payload, &defaults, sizeof defaults);
<#else>
    *out = memset(payload, 0, sizeof(${message.type}));
</#if>
    return TENON_OK;
}
<#sep>

</#sep>
</#list>
</#if>
<#list view.regions as region>

struct ${region.type} {
    tenon_region *region;
<#list region.sections as section>
    ${section.pointer};
</#list>
};

<#if region.longText>${view.own}_LONG_TEXT </#if>static const char ${region.type}_layout[] =
<#list region.layoutLines as line>
    ${line}<#sep>
</#sep></#list>;

<#list region.sections?filter(s -> s.initial?has_content) as section>
static const ${section.initial};
<#if section?is_last>

</#if>
</#list>
static const tenon_section_descriptor ${region.type}_sections[] = {
<#list region.sections as section>
    {${section.name}, ${section.kind}, ${section.alignment}, ${section.size},<#if section.initial?has_content>
     <#else> </#if>${section.initialPointer}},
</#list>
};

static const tenon_region_descriptor ${region.type}_descriptor = {
    .schema = "${view.schema}",
    .region = "${region.name}",
    .tool = ${view.tool},
    .contract_version = ${view.versionMacro},
    .section_count = ${region.sections?size},
    .sections = ${region.type}_sections,
    .layout_text = ${region.type}_layout,
    .layout_text_size = sizeof ${region.type}_layout - 1,
    .layout_hash = {<#list region.hashLines as line>${line}<#sep>,
                    </#sep></#list>},
};

static tenon_status ${region.type}_open(
    tenon_status (*opener)(const tenon_region_descriptor *, const char *,
                           const tenon_region_options *, tenon_region **),
    const char *name, const tenon_region_options *options, ${region.type} **out) {
    ${region.type} *${region.variable} = malloc(sizeof *${region.variable});
    tenon_status status;
    if (${region.variable} == NULL) {
        return tenon_status_report(TENON_SYSTEM, "no memory for a ${region.type}");
    }
    status = opener(&${region.type}_descriptor, name, options, &${region.variable}->region);
    if (status != TENON_OK) {
        free(${region.variable});
        return status;
    }
<#list region.sections as section>
    ${region.variable}->${section.member} = ${section.find}(${region.variable}->region, ${section.index});
</#list>
    *out = ${region.variable};
    return TENON_OK;
}

${region.create} {
    return ${region.type}_open(tenon_region_create, name, options, out);
}

${region.attach} {
    return ${region.type}_open(tenon_region_attach, name, options, out);
}

${region.openOrCreate} {
    return ${region.type}_open(tenon_region_open_or_create, name, options, out);
}

${region.close} {
    if (${region.variable} != NULL) {
        tenon_region_close(${region.variable}->region);
        free(${region.variable});
    }
}

${region.region} {
    return ${region.variable}->region;
}
<#list region.structs as struct>

${struct.get} {
    return ${region.variable}->${struct.member};
}
</#list>
<#list region.queues as queue>

${queue.get} {
    return ${region.variable}->${queue.member};
}
<#list queue.messages as message>

${message.claim} {
    void *payload;
    tenon_status status =
        tenon_queue_claim(${region.variable}->${queue.member}, ${message.macro}_MESSAGE_ID,
                          ${view.versionMacro}, ${message.macro}_SIZE, &payload);
    return status == TENON_OK ? new_${message.type}(payload, out) : status;
}

${message.claimWait} {
    void *payload;
    tenon_status status =
        tenon_queue_claim_wait(${region.variable}->${queue.member}, ${message.macro}_MESSAGE_ID,
                               ${view.versionMacro}, ${message.macro}_SIZE, timeout_ns, &payload);
    return status == TENON_OK ? new_${message.type}(payload, out) : status;
}
</#list>

${queue.publish} {
    tenon_queue_publish(${region.variable}->${queue.member});
}

${queue.cancel} {
    tenon_queue_cancel(${region.variable}->${queue.member});
}

struct ${queue.type}_dispatch {
    const ${queue.type}_handler *handler;
    const char *corrupt; /* detail of a message that is not as its type, or NULL */
};

${queue.onRecord} {
    struct ${queue.type}_dispatch *dispatch = context;
    const ${queue.type}_handler *handler = dispatch->handler;
    (void)contract_version;
    switch (message_id) {
<#list queue.messages as message>
    case ${message.macro}_MESSAGE_ID:
        if (size < sizeof(${message.type})) {
            dispatch->corrupt = "${region.name}.${queue.name}: a message ${message.name} is too short";
        } else if (handler->${message.member} != NULL) {
            handler->${message.member}(handler->context, payload);
        }
        break;
</#list>
    default:
        if (handler->unknown != NULL) {
            handler->unknown(handler->context, message_id, payload, size);
        }
    }
}

${queue.poll} {
    struct ${queue.type}_dispatch dispatch = {handler, NULL};
    int32_t count = tenon_queue_poll(${region.variable}->${queue.member}, ${queue.type}_on_record,
                                     &dispatch, limit);
    return dispatch.corrupt == NULL ? count : tenon_status_report(TENON_CORRUPT, dispatch.corrupt);
}

${queue.take} {
    struct ${queue.type}_dispatch dispatch = {handler, NULL};
    int32_t count = tenon_queue_take(${region.variable}->${queue.member}, ${queue.type}_on_record,
                                     &dispatch, limit, timeout_ns);
    return dispatch.corrupt == NULL ? count : tenon_status_report(TENON_CORRUPT, dispatch.corrupt);
}
</#list>
</#list>
