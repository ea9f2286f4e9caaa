<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Declares the functions of a queue, and the handler of its messages. -->
<#macro functions region section>
<#local queue = section.parts>

<@c.doc queue.doc/>
<@excerpt of=region.type>
${queue.get};
</@excerpt>
<#list queue.messages as message>

/**
 * Claims a new ${message.name} in the queue, with its defaults, to be filled and published.
<#if message.trimmed>
 * It is sent as far as its last list is filled, so it has to be complete before the next claim.
</#if>
 *
 * @param out receives the message, valid until it is published or cancelled
 * @return TENON_OK; TENON_FULL; TENON_BUSY when another holds the role; TENON_CORRUPT;
 *     TENON_TRUNCATED; TENON_INVALID in a child after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${message.claim};
</@excerpt>

/**
 * Claims a new ${message.name} in the queue, with its defaults, waiting for room.
<#if message.trimmed>
 * It is sent as far as its last list is filled, so it has to be complete before the next claim.
</#if>
 *
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @param out receives the message, valid until it is published or cancelled
 * @return TENON_OK; TENON_TIMED_OUT; TENON_PEER_LEFT, once for each consumer that left or died;
 *     TENON_FULL when the own claims take the room; TENON_BUSY; TENON_CORRUPT; TENON_TRUNCATED;
 *     TENON_INVALID in a child after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${message.claimWait};
</@excerpt>
</#list>

/** Publishes all claimed messages, in order, and wakes the consumer when it sleeps. */
<@excerpt of=region.type>
${queue.publish};
</@excerpt>

/** Drops all messages that were claimed since the last publish. */
<@excerpt of=region.type>
${queue.cancel};
</@excerpt>

/**
 * Functions that receive messages, on the polling thread. A message is valid during the call; one
 * whose function is NULL is consumed and counted by tenon_queue_unhandled(). In a function, polling
 * this queue, taking from it and closing the region are refused with TENON_BUSY.
<#if queue.appended?has_content>
 * Members of later versions of the schema come last, in the order of the versions.
</#if>
 */
<@excerpt of=region.type>
typedef struct ${queue.names.handler} {
<#list queue.first as message>
    ${message.callback};
</#list>
    /** Receives messages of types that this schema does not have. */
    void (*unknown)(void *context, uint16_t message_id, const void *payload, uint32_t size);
    /** Handed to each function. */
    void *context;
<#list queue.appended as message>
    /** Came with version ${message.since}. */
    ${message.callback};
</#list>
} ${queue.names.handler};
</@excerpt>

/**
 * Hands over the messages that are there, without waiting. Not allowed in a handler of this queue.
 *
 * @param limit the most messages to hand over
 * @return the number of messages; or a negative tenon_status: TENON_BUSY when another holds the
 *     role or in a handler; TENON_CORRUPT as soon as damaged bytes are met, after the messages
 *     before them; TENON_TRUNCATED; TENON_INVALID in a child after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${queue.poll};
</@excerpt>

/**
 * Hands the next message over and leaves it in the queue. Never waits, and counts nothing as
 * unhandled. Not allowed in a handler of this queue.
 *
 * @return 1, or 0 when there is none; or a negative tenon_status, the same as when polling
 */
<@excerpt of=region.type>
${queue.peek};
</@excerpt>

/**
 * Hands over messages, waiting for the first one. Not allowed in a handler of this queue.
 *
 * @param limit the most messages to hand over
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @return the number of messages, 0 when the time is up; or a negative tenon_status:
 *     TENON_PEER_LEFT, once for each producer that left or died, after its last message;
 *     TENON_BUSY when another holds the role or in a handler; TENON_CORRUPT as soon as damaged
 *     bytes are met, after the messages before them; TENON_TRUNCATED; TENON_INVALID in a child
 *     after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${queue.take};
</@excerpt>
</#macro>
