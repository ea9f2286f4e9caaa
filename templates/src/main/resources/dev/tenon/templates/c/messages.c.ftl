<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Sections that carry messages: queues, broadcasts, work. -->
<#-- Claims a message and makes it a new one. -->
<#macro claim region section message function timeout>
<#local messages = section.parts>
<#if messages.trims?has_content || section.isAppended()>
    tenon_status status;
<@c.requireSection region section "status"/>
<#if messages.trims?has_content>
    ${messages.names.finish}(${region.variable});
</#if>
    status = ${function}(${region.variable}->${messages.member}, ${message.macro}_MESSAGE_ID,
             ${""?left_pad(function?length)} ${view.versionMacro}, ${message.macro}_SIZE, ${timeout}&payload);
<#else>
    tenon_status status =
        ${function}(${region.variable}->${messages.member}, ${message.macro}_MESSAGE_ID,
        ${""?left_pad(function?length)} ${view.versionMacro}, ${message.macro}_SIZE, ${timeout}&payload);
</#if>
<#if message.trimmed>
    if (status == TENON_OK) {
        ${region.variable}->own.${messages.member}.unfinished = payload;
        ${region.variable}->own.${messages.member}.unfinished_id = ${message.macro}_MESSAGE_ID;
    }
</#if>
    return status == TENON_OK ? ${message.names.new}(payload, out) : status;
</#macro>
<#-- Defines the functions for messages, which the sections of a file share. -->
<#macro shared kind>
<#if kind.shared??>
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
<#if kind.shared.hasLists()>

/* A list that counts elements which were not sent. */
struct elements {
    const char *list;
    uint64_t count;
    uint64_t capacity;
    uint64_t room;
};
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
 * not sent, which are told. What is checked in a copy cannot be changed by a peer. */
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
            *refused = (struct elements){"${whole.lastName}", message->${whole.last},
                                         ${whole.capacity}, ${whole.capacity}};
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
        *refused = (struct elements){"${list.name}", copy->${list.count}, ${list.capacity},
                                     (there - ${list.offset}) / ${list.stride}};
        return NULL;
    }
</#list>
    return copy;
}
</#list>
</#if>
</#macro>
<#-- Declares what a region keeps for such a section. -->
<#macro state region section>
<#local messages = section.parts>
        struct {
<#if messages.hasMemory()>
            void *memory; /* with room for a message that is not whole in the queue */
            void *room;   /* the same, as aligned as the message */
</#if>
<#if messages.trims?has_content>
            void *unfinished;       /* the message claimed last when it can be shortened, or NULL */
            uint16_t unfinished_id; /* its type */
</#if>
        } ${messages.member};
</#macro>
<#-- Frees the memory of such a section. -->
<#macro discard region section>
<#local messages = section.parts>
    free(${region.variable}->own.${messages.member}.memory);
</#macro>
<#-- Allocates the memory of such a section. -->
<#macro allocate region section>
<#local messages = section.parts>
    ${region.variable}->own.${messages.member}.memory = malloc(${messages.copy.size} + ${messages.copy.alignment} - 1);
    if (${region.variable}->own.${messages.member}.memory == NULL) {
        ${region.type}_discard(${region.variable});
        return NULL;
    }
    ${region.variable}->own.${messages.member}.room =
        aligned(${region.variable}->own.${messages.member}.memory, ${messages.copy.alignment});
</#macro>
<#-- Defines the functions of such a section. -->
<#macro functions region section>
<#local messages = section.parts>
<@c.getSection region section/>
<#if messages.trims?has_content>

/* Takes back the room for elements that the message claimed before does not have. */
${messages.finish} {
    const void *message = ${region.variable}->own.${messages.member}.unfinished;
    uint32_t size = 0;
    if (message == NULL) {
        return;
    }
    switch (${region.variable}->own.${messages.member}.unfinished_id) {
<#list messages.trims as trim>
    case ${trim.macro}_MESSAGE_ID:
        size = ${trim.offset} + ${trim.count}(message) * ${trim.stride};
        break;
</#list>
    default:
        break;
    }
    (void)${messages.runtime}_trim(${region.variable}->${messages.member}, size);
    ${region.variable}->own.${messages.member}.unfinished = NULL;
}
</#if>
<#list messages.messages as message>

${message.claim} {
    void *payload;
<@claim region section message messages.runtime + "_claim" ""/>
}
<#if message.claimWait?has_content>

${message.claimWait} {
    void *payload;
<@claim region section message messages.runtime + "_claim_wait" "timeout_ns, "/>
}
</#if>
</#list>

${messages.publish} {
<@c.requireSection region section "nothing"/>
<#if messages.trims?has_content>
    ${messages.names.finish}(${region.variable});
</#if>
    ${messages.runtime}_publish(${region.variable}->${messages.member});
}

${messages.cancel} {
<@c.requireSection region section "nothing"/>
    ${messages.runtime}_cancel(${region.variable}->${messages.member});
<#if messages.trims?has_content>
    ${region.variable}->own.${messages.member}.unfinished = NULL;
</#if>
}

<#if messages.isJoined()>
struct ${messages.names.consumer} {
    ${messages.receiver} *receiver;
<#if messages.copy??>
    void *room; /* for a message that is not whole, as aligned as that */
    unsigned char memory[${messages.copy.size} + ${messages.copy.alignment} - 1];
</#if>
};

</#if>
struct ${messages.names.dispatch} {
    const ${messages.names.handler} *handler;
    ${messages.receiver} *receiver;
<#if messages.copy??>
    void *room;
</#if>
};

${messages.onRecord} {
    struct ${messages.names.dispatch} *dispatch = context;
    const ${messages.names.handler} *handler = dispatch->handler;
<#if !messages.copy??>
    (void)contract_version;
</#if>
    switch (message_id) {
<#list messages.messages as message>
    case ${message.macro}_MESSAGE_ID:
<#if message.copied>
        if (size < ${message.names.least}(contract_version)) {
            ${messages.runtime}_refuse_size(dispatch->receiver, "${region.name}.${messages.name}", "${message.name}",
            ${""?left_pad(messages.runtime?length)}             ${message.names.least}(contract_version), size);
<#if message.checked>
        } else {
            struct elements refused = {NULL, 0, 0, 0};
            const ${message.type} *whole = ${message.names.whole}(
                dispatch->room, payload, contract_version, size, &refused);
            if (whole == NULL) {
                ${messages.runtime}_refuse_elements(dispatch->receiver, "${region.name}.${messages.name}",
                ${""?left_pad(messages.runtime?length)}                 refused.list, refused.count,
                ${""?left_pad(messages.runtime?length)}                 refused.capacity, refused.room);
            } else if (handler->${message.member} != NULL) {
                handler->${message.member}(handler->context, whole);
            } else {
                ${messages.runtime}_count_unhandled(dispatch->receiver);
            }
        }
<#else>
        } else if (handler->${message.member} != NULL) {
            handler->${message.member}(
                handler->context,
                ${message.names.whole}(dispatch->room, payload, contract_version, size));
        } else {
            ${messages.runtime}_count_unhandled(dispatch->receiver);
        }
</#if>
        break;
<#else>
        if (size < sizeof(${message.type})) {
            ${messages.runtime}_refuse_size(dispatch->receiver, "${region.name}.${messages.name}", "${message.name}",
            ${""?left_pad(messages.runtime?length)}             sizeof(${message.type}), size);
        } else if (handler->${message.member} != NULL) {
            handler->${message.member}(handler->context, payload);
        } else {
            ${messages.runtime}_count_unhandled(dispatch->receiver);
        }
        break;
</#if>
</#list>
    default:
        if (handler->unknown != NULL) {
            handler->unknown(handler->context, message_id, payload, size);
        } else {
            ${messages.runtime}_count_unhandled(dispatch->receiver);
        }
    }
}
<#if messages.isJoined()>

${messages.join} {
    ${messages.names.consumer} *consumer;
    tenon_status status;
<@c.requireSection region section "status"/>
    consumer = malloc(sizeof *consumer);
    if (consumer == NULL) {
        return tenon_status_report(TENON_SYSTEM, "no memory for a ${messages.names.consumer}");
    }
    status = ${messages.runtime}_join(${region.variable}->${messages.member}, ${messages.last}&consumer->receiver);
    if (status != TENON_OK) {
        free(consumer);
        return status;
    }
<#if messages.copy??>
    consumer->room = aligned(consumer->memory, ${messages.copy.alignment});
</#if>
    *out = consumer;
    return TENON_OK;
}

${messages.leave} {
    tenon_status status = consumer == NULL ? TENON_OK : ${messages.runtime}_leave(consumer->receiver);
    if (status != TENON_BUSY) {
        free(consumer);
    }
    return status;
}
<#if messages.receiverGetter?has_content>

${messages.receiverGetter} {
    return consumer->receiver;
}
</#if>
</#if>

${messages.poll} {
<@dispatch region section/>
    return ${messages.runtime}_poll(dispatch.receiver, ${messages.names.on_record}, &dispatch, limit);
}
<#if messages.peek?has_content>

${messages.peek} {
<@dispatch region section/>
    return ${messages.runtime}_peek(dispatch.receiver, ${messages.names.on_record}, &dispatch);
}
</#if>

${messages.take} {
<@dispatch region section/>
    return ${messages.runtime}_take(dispatch.receiver, ${messages.names.on_record}, &dispatch, limit,
           ${""?left_pad(messages.runtime?length)}      timeout_ns);
}
</#macro>
<#-- Says whom a record is dispatched to. -->
<#macro dispatch region section>
<#local messages = section.parts>
<#if messages.isJoined()>
    struct ${messages.names.dispatch} dispatch = {
        handler, consumer->receiver<#if messages.copy??>, consumer->room</#if>};
<#else>
    struct ${messages.names.dispatch} dispatch = {
        handler, ${region.variable}->${messages.member}<#if messages.copy??>, ${region.variable}->own.${messages.member}.room</#if>};
<@c.requireSection region section "status"/>
</#if>
</#macro>
