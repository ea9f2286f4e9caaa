<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
/* ${view.origin} */
/**
 * @file
 * Regions of the schema ${view.schema}, shared between processes. Needs the Tenon runtime.
 *
 * Each queue has one consumer, and one producer unless its schema says more. A role is taken by the
 * first call that needs it and is used by one thread at a time. tenon_status describes the statuses
 * that functions return; tenon_status_detail() has the particulars of the last failure.
 */
#ifndef ${view.own}_${view.own}_REGIONS_H
#define ${view.own}_${view.own}_REGIONS_H

#include <${view.schema}/${view.schema}.h>
<#if view.regions?filter(region -> region.hasBool())?has_content>
#include <stdbool.h>
</#if>
#include <stdint.h>
#include <tenon/tenon.h>

<@c.requireRuntime view/>

#ifdef __cplusplus
extern "C" {
#endif
<#list view.regions as region>

<@c.doc region.doc/>
<@excerpt of=region.type>
typedef struct ${region.type} ${region.type};
</@excerpt>

/**
 * Creates the region and attaches it. Structs have their defaults, queues are empty. A region of
 * this name without a living participant is replaced.
 *
 * @param options NULL for the defaults
 * @param out receives the region; unchanged on failure
 * @return TENON_OK; TENON_EXISTS when the name is in use; TENON_NO_SPACE; TENON_BUSY;
 *     TENON_INVALID; TENON_MISMATCH when the runtime is older than this code; TENON_SYSTEM
 */
<@excerpt of=region.type>
${region.create};
</@excerpt>

/**
 * Attaches the region of this name.
 *
 * @param options NULL for the defaults
 * @param out receives the region; unchanged on failure
 * @return TENON_OK; TENON_NOT_FOUND; TENON_MISMATCH when its layout does not fit; TENON_CORRUPT;
 *     TENON_NOT_READY; TENON_STALE; TENON_FOREIGN_NAMESPACE; TENON_UNSAFE; TENON_LIMIT;
 *     TENON_BUSY; TENON_INVALID; TENON_TRUNCATED when its file is cut short meanwhile; TENON_SYSTEM
 */
<@excerpt of=region.type>
${region.attach};
</@excerpt>

/**
 * Attaches the region of this name, or creates it when there is none.
 *
 * @param options NULL for the defaults
 * @param out receives the region; unchanged on failure
 * @return TENON_OK; every failure of ${region.names.create} but TENON_EXISTS; every failure
 *     of ${region.names.attach} but TENON_NOT_FOUND
 */
<@excerpt of=region.type>
${region.openOrCreate};
</@excerpt>

/**
 * Removes the name from shared memory, whoever is attached: they keep their memory, and a new
 * region of this name is another one.
 *
 * @return TENON_OK; TENON_NOT_FOUND when there is none; TENON_UNSAFE when the name belongs to
 *     another user or to something that is no region; TENON_BUSY when the registration lock was
 *     not available; TENON_INVALID when it cannot be a name; TENON_SYSTEM
 */
<@excerpt of=region.type>
${region.remove};
</@excerpt>

/**
 * Leaves the region and gives its roles back; claims that are not published are dropped. Pointers
 * into the region are invalid afterwards. Not allowed in a handler of its messages.
 *
 * @param ${region.variable} may be NULL
 * @return TENON_OK; TENON_BUSY in a handler: nothing is done, the region stays open;
 *     TENON_TIMED_OUT or TENON_SYSTEM when the registration lock was not available, TENON_TRUNCATED
 *     when the file was cut short: the region is closed, but its name may stay
 */
<@excerpt of=region.type>
${region.close};
</@excerpt>

/** @return the region as the runtime sees it, valid until it is closed */
<@excerpt of=region.type>
${region.region};
</@excerpt>

/** @return the contract version of the program that created the region */
<@excerpt of=region.type>
${region.contractVersion};
</@excerpt>
<#list region.byKind as section>
<#if section.isAppended()>

/** @return whether the region has section ${section.name}: not if it is of a version before ${section.since} */
<@excerpt of=region.type>
${section.has};
</@excerpt>
</#if>
<#import "section_" + section.kind + ".h.ftl" as kind>
<@kind.functions region section/>
</#list>
</#list>

#ifdef __cplusplus
}
#endif
#endif
