<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Declares the functions of a queue, and the handler of its messages. -->
<#macro functions region section>
<#local queue = section.parts>

<@c.doc queue.doc/>
${queue.get};
<#list queue.messages as message>

<#if message.trimmed>
/**
 * Claims a new ${message.name} in the queue, with its defaults, to be published. TENON_FULL.
 * It is sent as far as its last list is filled, so it has to be complete before the next claim.
 */
<#else>
/** Claims a new ${message.name} in the queue, with its defaults, to be published. TENON_FULL. */
</#if>
${message.claim};

/** As before, but waits for room; below 0 for ever. TENON_TIMED_OUT, TENON_PEER_LEFT. */
${message.claimWait};
</#list>

/** Makes visible what was claimed, in order. */
${queue.publish};

/** Forgets what was claimed since the last publish. */
${queue.cancel};

/** Receives messages. Each is valid during the call; one whose function is NULL is skipped. */
typedef struct ${queue.names.handler} {
<#list queue.messages as message>
    ${message.callback};
</#list>
    /** Messages that this schema does not know. */
    void (*unknown)(void *context, uint16_t message_id, const void *payload, uint32_t size);
    /** Handed to the functions. */
    void *context;
} ${queue.names.handler};

/** Handles what is there, at most limit messages. Returns how many, or a negative tenon_status. */
${queue.poll};

/** As poll, but waits for the first message; below 0 for ever. Returns 0 when time is up. */
${queue.take};
</#macro>
