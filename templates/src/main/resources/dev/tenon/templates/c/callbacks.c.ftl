<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
/* ${view.origin} */
#include <${view.schema}/${view.schema}_callbacks.h>
<#if view.prototypes?has_content>

/* Prototypes of other headers, declared once more: a compiler refuses one that differs. */
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#pragma GCC diagnostic ignored "-Wredundant-decls"
#endif
<#list view.prototypes as prototype>
<#list prototype.types as type>
${view.own}_STATIC_ASSERT(${type.condition},
    "${type.text}");
</#list>
${view.own}_STATIC_ASSERT(sizeof(&(${prototype.name})) > 0,
    "<${prototype.header}> does not declare ${prototype.name}");
${prototype.declaration};
</#list>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
</#if>
<#list view.callbacks as callback>
<#if callback.registry??>
<#assign registry = callback.registry>

${registry.function};

/* State of the registry, which only the runtime accesses. */
static tenon_listener ${registry.names.listeners}[${registry.capacity}];
static uint64_t ${registry.names.order}[${registry.capacity}];
static tenon_registry ${registry.names.registry} =
    TENON_REGISTRY(${registry.names.listeners}, ${registry.names.order}, ${registry.capacity});

${registry.register.definition} {
    tenon_callback listener;
    tenon_status status = tenon_runtime_require(${view.runtimeApi}, "schema ${view.schema}");
    if (status != TENON_OK) {
        return status;
    }
    if (callback == NULL) {
        return tenon_status_report(TENON_INVALID, "${registry.names.register}: no callback");
    }
    listener.call = (void (*)(void))callback->call;
    listener.release = callback->release;
    listener.context = callback->context;
    return tenon_registry_add(&${registry.names.registry}, &listener, out);
}

${registry.unregister.definition} {
    return tenon_registry_remove(&${registry.names.registry}, registration);
}

${registry.emit.definition} {
    tenon_emission emission;
    const tenon_callback *listener;
    uint32_t called;
    tenon_emission_begin(&emission, &${registry.names.registry});
    for (called = 0; (listener = tenon_emission_next(&emission)) != NULL; called++) {
        ${registry.names.function} *call = (${registry.names.function} *)listener->call;
        ${registry.invocation};
<#if registry.answers>
        if (called < capacity) {
            results[called] = answer;
        }
</#if>
    }
    return called;
}
<#if registry.batch??>
<#assign batch = registry.batch>

${batch.add} {
    ${batch.event} *next = &batch->events[batch->count];
<#list batch.stores as store>
    next->${store};
</#list>
    batch->count++;
    if (batch->count == ${batch.macro}) {
        (void)${registry.names.batch_flush}(batch);
    }
}

${batch.flush} {
    const uint32_t count = batch->count;
    batch->count = 0;
    batch->since_ns = 0;
    if (count > 0) {
        (void)${registry.names.emit}(batch->events, count);
    }
    return count;
}

${batch.tick} {
    if (batch->count == 0) {
        return 0;
    }
    if (batch->since_ns == 0) {
        batch->since_ns = now_ns;
    }
    return now_ns - batch->since_ns >= max_age_ns ? ${registry.names.batch_flush}(batch) : 0;
}
</#if>
</#if>
</#list>
<@c.abi view/>
