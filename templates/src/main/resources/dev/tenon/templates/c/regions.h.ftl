<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
/* ${view.origin} */
/**
 * @file
 * Regions of the schema ${view.schema}, shared between processes. Needs the Tenon runtime.
 *
 * Each queue has one producer and one consumer. A role is taken by the first call that needs it
 * and is used by one thread at a time. What functions return is described at tenon_status, the
 * particulars of a failure are in tenon_status_detail().
 */
#ifndef ${view.own}_${view.own}_REGIONS_H
#define ${view.own}_${view.own}_REGIONS_H

#include <${view.schema}/${view.schema}.h>
#include <stdint.h>
#include <tenon/tenon.h>

#ifdef __cplusplus
extern "C" {
#endif
<#list view.regions as region>

<@c.doc region.doc/>
typedef struct ${region.type} ${region.type};

/** Creates the region; TENON_EXISTS when somebody uses one of this name. options may be NULL. */
${region.create};

/** Attaches the region that another process created. options may be NULL. */
${region.attach};

/** Attaches the region, or creates it when there is none. options may be NULL. */
${region.openOrCreate};

/** Leaves the region; all pointers into it are invalid then. NULL is allowed. */
${region.close};

/** The region as the runtime sees it. */
${region.region};

/** The contract version of the program that created the region. */
${region.contractVersion};
<#list region.structs as struct>

<@c.doc struct.doc/>
${struct.get};
<#if struct.evolved??>

/**
 * Copies it as it is at the moment, without any locking. What the region of an older program does
 * not have gets its default.
 */
${struct.evolved.read};

/** The struct as far as the region has it: with the fields of the version that is set. */
${struct.evolved.versioned};
</#if>
</#list>
<#list region.queues as queue>

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
typedef struct ${queue.type}_handler {
<#list queue.messages as message>
    ${message.callback};
</#list>
    /** Messages that this schema does not know. */
    void (*unknown)(void *context, uint16_t message_id, const void *payload, uint32_t size);
    /** Handed to the functions. */
    void *context;
} ${queue.type}_handler;

/** Handles what is there, at most limit messages. Returns how many, or a negative tenon_status. */
${queue.poll};

/** As poll, but waits for the first message; below 0 for ever. Returns 0 when time is up. */
${queue.take};
</#list>
</#list>

#ifdef __cplusplus
}
#endif
#endif
