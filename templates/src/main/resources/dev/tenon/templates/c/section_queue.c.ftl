<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Claims a message and makes it a new one. -->
<#macro claim region section message function timeout>
<#local queue = section.parts>
<#if queue.trims?has_content || section.isAppended()>
    tenon_status status;
<@c.requireSection region section "status"/>
<#if queue.trims?has_content>
    ${queue.names.finish}(${region.variable});
</#if>
    status = ${function}(${region.variable}->${queue.member}, ${message.macro}_MESSAGE_ID,
             ${""?left_pad(function?length)} ${view.versionMacro}, ${message.macro}_SIZE, ${timeout}&payload);
<#else>
    tenon_status status =
        ${function}(${region.variable}->${queue.member}, ${message.macro}_MESSAGE_ID,
        ${""?left_pad(function?length)} ${view.versionMacro}, ${message.macro}_SIZE, ${timeout}&payload);
</#if>
<#if message.trimmed>
    if (status == TENON_OK) {
        ${region.variable}->own.${queue.member}.unfinished = payload;
        ${region.variable}->own.${queue.member}.unfinished_id = ${message.macro}_MESSAGE_ID;
    }
</#if>
    return status == TENON_OK ? ${message.names.new}(payload, out) : status;
</#macro>
<#-- Defines the functions for messages, which the queues of a file share. -->
<#macro shared kind>
<#if kind.shared.messages?has_content>

/* New messages in claimed bytes, which hold anything before. */
<#list kind.shared.messages as message>
static tenon_status ${message.names.new}(void *payload, ${message.type} **out) {
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
<#if kind.shared.wholes?has_content>

/* The first place in memory that has an alignment. */
static void *aligned(void *memory, size_t alignment) {
    return (unsigned char *)memory + (-(uintptr_t)memory & (alignment - 1));
}
</#if>
<#list kind.shared.wholes as whole>

/* The fewest bytes that a program of a version sends. */
static uint32_t ${whole.names.least}(unsigned version) {
<#if whole.least?size == 1>
    (void)version;
</#if>
    return <@c.alternatives whole.least 9/>;
}

<#if whole.lists?has_content>
/* The whole message: where it is, or copied and completed. NULL when it counts elements that were
 * not sent, which is reported. What is checked in a copy cannot be changed by a peer. */
<#else>
/* The whole message: where it is, or copied and completed. */
</#if>
${whole.head} {
    ${whole.type} *copy = room;
    size_t there = <@c.alternatives whole.size 17/>;
    if (<#if whole.complete != 0>version >= ${whole.complete} && </#if>size >= sizeof *copy) {
<#if whole.last??>
        const ${whole.type} *message = payload;
        if (message->${whole.last} > ${whole.capacity}) {
            tenon_queue_refuse_elements(queue, where, "${whole.lastName}", message->${whole.last},
                                        ${whole.capacity}, ${whole.capacity});
            return NULL;
        }
        return message;
<#else>
        return payload;
</#if>
    }
    there = size < there ? size : there;
    memcpy(copy, payload, there);
    memset((unsigned char *)copy + there, 0, sizeof *copy - there);
<#if whole.complete != 0>
    ${whole.completeFunction}(copy, version);
<#elseif whole.size?size == 1>
    (void)version;
</#if>
<#list whole.lists as list>
    if (<#if list.when?has_content>${list.when} && (</#if>copy->${list.count} > ${list.capacity} ||
        copy->${list.count} > (there - ${list.offset}) / ${list.stride}<#if list.when?has_content>)</#if>) {
        tenon_queue_refuse_elements(queue, where, "${list.name}", copy->${list.count},
                                    ${list.capacity}, (there - ${list.offset}) / ${list.stride});
        return NULL;
    }
</#list>
    return copy;
}
</#list>
</#macro>
<#-- Declares what a region keeps for a queue. -->
<#macro state region section>
<#local queue = section.parts>
        struct {
<#if queue.copy??>
            void *memory; /* with room for a message that is not whole in the queue */
            void *room;   /* the same, as aligned as the message */
</#if>
<#if queue.trims?has_content>
            void *unfinished;       /* the message claimed last when it can be shortened, or NULL */
            uint16_t unfinished_id; /* its type */
</#if>
        } ${queue.member};
</#macro>
<#-- Frees the memory of a queue. -->
<#macro discard region section>
<#local queue = section.parts>
    free(${region.variable}->own.${queue.member}.memory);
</#macro>
<#-- Allocates the memory of a queue. -->
<#macro allocate region section>
<#local queue = section.parts>
    ${region.variable}->own.${queue.member}.memory = malloc(${queue.copy.size} + ${queue.copy.alignment} - 1);
    if (${region.variable}->own.${queue.member}.memory == NULL) {
        ${region.type}_discard(${region.variable});
        return NULL;
    }
    ${region.variable}->own.${queue.member}.room =
        aligned(${region.variable}->own.${queue.member}.memory, ${queue.copy.alignment});
</#macro>
<#-- Defines the functions of a queue. -->
<#macro functions region section>
<#local queue = section.parts>

${queue.get} {
<@c.requireSection region section "NULL"/>
    return ${region.variable}->${queue.member};
}
<#if queue.trims?has_content>

/* Takes back the room for elements that the message claimed before does not have. */
${queue.finish} {
    const void *message = ${region.variable}->own.${queue.member}.unfinished;
    uint32_t size = 0;
    if (message == NULL) {
        return;
    }
    switch (${region.variable}->own.${queue.member}.unfinished_id) {
<#list queue.trims as trim>
    case ${trim.macro}_MESSAGE_ID:
        size = ${trim.offset} + ${trim.count}(message) * ${trim.stride};
        break;
</#list>
    default:
        break;
    }
    (void)tenon_queue_trim(${region.variable}->${queue.member}, size);
    ${region.variable}->own.${queue.member}.unfinished = NULL;
}
</#if>
<#list queue.messages as message>

${message.claim} {
    void *payload;
<@claim region section message "tenon_queue_claim" ""/>
}

${message.claimWait} {
    void *payload;
<@claim region section message "tenon_queue_claim_wait" "timeout_ns, "/>
}
</#list>

${queue.publish} {
<@c.requireSection region section "nothing"/>
<#if queue.trims?has_content>
    ${queue.names.finish}(${region.variable});
</#if>
    tenon_queue_publish(${region.variable}->${queue.member});
}

${queue.cancel} {
<@c.requireSection region section "nothing"/>
    tenon_queue_cancel(${region.variable}->${queue.member});
<#if queue.trims?has_content>
    ${region.variable}->own.${queue.member}.unfinished = NULL;
</#if>
}

struct ${queue.names.dispatch} {
    const ${queue.names.handler} *handler;
    tenon_queue *queue;
<#if queue.copy??>
    void *room;
</#if>
};

${queue.onRecord} {
    struct ${queue.names.dispatch} *dispatch = context;
    const ${queue.names.handler} *handler = dispatch->handler;
<#if !queue.copy??>
    (void)contract_version;
</#if>
    switch (message_id) {
<#list queue.messages as message>
    case ${message.macro}_MESSAGE_ID:
<#if message.copied>
        if (size < ${message.names.least}(contract_version)) {
            tenon_queue_refuse_size(dispatch->queue, "${region.name}.${queue.name}", "${message.name}",
                                    ${message.names.least}(contract_version), size);
<#if message.checked>
        } else {
            const ${message.type} *whole = ${message.names.whole}(
                dispatch->room, payload, contract_version, size, dispatch->queue,
                "${region.name}.${queue.name}");
            if (whole != NULL && handler->${message.member} != NULL) {
                handler->${message.member}(handler->context, whole);
            } else if (whole != NULL) {
                tenon_queue_count_unhandled(dispatch->queue);
            }
        }
<#else>
        } else if (handler->${message.member} != NULL) {
            handler->${message.member}(
                handler->context,
                ${message.names.whole}(dispatch->room, payload, contract_version, size));
        } else {
            tenon_queue_count_unhandled(dispatch->queue);
        }
</#if>
        break;
<#else>
        if (size < sizeof(${message.type})) {
            tenon_queue_refuse_size(dispatch->queue, "${region.name}.${queue.name}", "${message.name}",
                                    sizeof(${message.type}), size);
        } else if (handler->${message.member} != NULL) {
            handler->${message.member}(handler->context, payload);
        } else {
            tenon_queue_count_unhandled(dispatch->queue);
        }
        break;
</#if>
</#list>
    default:
        if (handler->unknown != NULL) {
            handler->unknown(handler->context, message_id, payload, size);
        } else {
            tenon_queue_count_unhandled(dispatch->queue);
        }
    }
}

${queue.poll} {
    struct ${queue.names.dispatch} dispatch = {
        handler, ${region.variable}->${queue.member}<#if queue.copy??>, ${region.variable}->own.${queue.member}.room</#if>};
<@c.requireSection region section "status"/>
    return tenon_queue_poll(dispatch.queue, ${queue.names.on_record}, &dispatch, limit);
}

${queue.peek} {
    struct ${queue.names.dispatch} dispatch = {
        handler, ${region.variable}->${queue.member}<#if queue.copy??>, ${region.variable}->own.${queue.member}.room</#if>};
<@c.requireSection region section "status"/>
    return tenon_queue_peek(dispatch.queue, ${queue.names.on_record}, &dispatch);
}

${queue.take} {
    struct ${queue.names.dispatch} dispatch = {
        handler, ${region.variable}->${queue.member}<#if queue.copy??>, ${region.variable}->own.${queue.member}.room</#if>};
<@c.requireSection region section "status"/>
    return tenon_queue_take(dispatch.queue, ${queue.names.on_record}, &dispatch, limit,
                            timeout_ns);
}
</#macro>
