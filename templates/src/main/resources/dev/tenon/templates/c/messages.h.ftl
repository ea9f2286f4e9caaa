<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
<#-- Declares the functions of a section that carries messages (a queue, a broadcast, work), and the
     handler of its messages. -->
<#macro functions region section>
<#local messages = section.parts>

<@c.doc messages.doc/>
<@excerpt of=region.type>
${messages.get};
</@excerpt>
<#list messages.messages as message>

/**
 * Claims a new ${message.name} in ${messages.place}, with its defaults, to be filled and published.
<#if message.trimmed>
 * It is sent as far as its last list is filled, so it has to be complete before the next claim.
</#if>
 *
 * @param out receives the message, valid until it is published or cancelled
 * @return TENON_OK; TENON_FULL; TENON_BUSY when ${messages.taken}; TENON_CORRUPT;
 *     TENON_TRUNCATED; TENON_INVALID in a child after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${message.claim};
</@excerpt>
<#if message.claimWait?has_content>

/**
 * Claims a new ${message.name} in ${messages.place}, with its defaults, waiting for room.
<#if message.trimmed>
 * It is sent as far as its last list is filled, so it has to be complete before the next claim.
</#if>
 *
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @param out receives the message, valid until it is published or cancelled
 * @return TENON_OK; TENON_TIMED_OUT;<#if !messages.isJoined()> TENON_PEER_LEFT, once for each consumer that left or died;</#if>
 *     TENON_FULL when the own claims take the room; TENON_BUSY; TENON_CORRUPT; TENON_TRUNCATED;
 *     TENON_INVALID in a child after fork()<@c.orNotFound section/>
 */
<@excerpt of=region.type>
${message.claimWait};
</@excerpt>
</#if>
</#list>

/** Publishes all claimed messages, in order, and wakes ${messages.woken}. */
<@excerpt of=region.type>
${messages.publish};
</@excerpt>

/** Drops all messages that were claimed since the last publish. */
<@excerpt of=region.type>
${messages.cancel};
</@excerpt>

/**
 * Functions that receive messages, on the polling thread. A message is valid during the call; one
 * whose function is NULL is consumed and counted by ${messages.runtime}_unhandled().
<#if messages.isJoined()>
 * In a function, polling with the same receiver, ending it and closing the region are refused with
 * TENON_BUSY.
<#else>
 * In a function, polling this queue, taking from it and closing the region are refused with
 * TENON_BUSY.
</#if>
<#if messages.appended?has_content>
 * Members of later versions of the schema come last, in the order of the versions.
</#if>
 */
<@excerpt of=region.type>
typedef struct ${messages.names.handler} {
<#list messages.first as message>
    ${message.callback};
</#list>
    /** Receives messages of types that this schema does not have. */
    void (*unknown)(void *context, uint16_t message_id, const void *payload, uint32_t size);
    /** Handed to each function. */
    void *context;
<#list messages.appended as message>
    /** Came with version ${message.since}. */
    ${message.callback};
</#list>
} ${messages.names.handler};
</@excerpt>

<#if messages.isJoined()>
/** ${messages.consumerDoc} For one thread at a time. */
<@excerpt of=region.type>
typedef struct ${messages.names.consumer} ${messages.names.consumer};
</@excerpt>

/**
<#list messages.joinDoc as line>
 *<#if line?has_content> ${line}</#if>
</#list><@c.orNotFound section/>
 */
<@excerpt of=region.type>
${messages.join};
</@excerpt>

/**
 * Ends and frees a receiver; to be called before the region is closed.
 *
 * @param consumer may be NULL
 * @return TENON_OK; TENON_BUSY in a handler of its: nothing is done; otherwise the receiver is
 *     freed: TENON_TRUNCATED; TENON_INVALID in a child after fork()
 */
<@excerpt of=region.type>
${messages.leave};
</@excerpt>

/** @return the receiver as the runtime sees it, valid until it is ended */
<@excerpt of=region.type>
${messages.receiverGetter};
</@excerpt>

</#if>
/**
 * Hands over the messages that are there, without waiting. Not allowed in a handler<#if messages.isJoined()>.<#else> of this queue.</#if>
<#if messages.pollDoc?has_content>
 * ${messages.pollDoc}
</#if>
 *
 * @param limit the most messages to hand over
<#if messages.isJoined()>
 * @return the number of messages; or a negative tenon_status: TENON_BUSY in a handler;
 *     TENON_CORRUPT as soon as damaged bytes are met, after the messages before them; TENON_INVALID
 *     in a child after fork()
<#else>
 * @return the number of messages; or a negative tenon_status: TENON_BUSY when another holds the
 *     role or in a handler; TENON_CORRUPT as soon as damaged bytes are met, after the messages
 *     before them; TENON_TRUNCATED; TENON_INVALID in a child after fork()<@c.orNotFound section/>
</#if>
 */
<@excerpt of=region.type>
${messages.poll};
</@excerpt>
<#if messages.peek?has_content>

/**
 * Hands the next message over and leaves it in the queue. Never waits, and counts nothing as
 * unhandled. Not allowed in a handler of this queue.
 *
 * @return 1, or 0 when there is none; or a negative tenon_status, the same as when polling
 */
<@excerpt of=region.type>
${messages.peek};
</@excerpt>
</#if>

/**
 * Hands over messages, waiting for the first one. Not allowed in a handler<#if messages.isJoined()> of this receiver<#else> of this queue</#if>.
 *
 * @param limit the most messages to hand over
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @return the number of messages, 0 when the time is up; or a negative tenon_status:
 *     TENON_PEER_LEFT, once for each producer that left or died, after its last message;
<#if messages.isJoined()>
 *     TENON_BUSY in a handler; TENON_CORRUPT as soon as damaged bytes are met, after the messages
 *     before them; TENON_TRUNCATED; TENON_INVALID in a child after fork()
<#else>
 *     TENON_BUSY when another holds the role or in a handler; TENON_CORRUPT as soon as damaged
 *     bytes are met, after the messages before them; TENON_TRUNCATED; TENON_INVALID in a child
 *     after fork()<@c.orNotFound section/>
</#if>
 */
<@excerpt of=region.type>
${messages.take};
</@excerpt>
</#macro>
