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

<@c.requireRuntime view/>

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

/**
 * Removes the name from shared memory, whoever is attached: they keep their memory, and a new
 * region of this name is another one.
 *
 * @return TENON_OK; TENON_NOT_FOUND when there is none; TENON_UNSAFE when the name belongs to
 *     another user or to something that is no region; TENON_INVALID when it cannot be a name;
 *     TENON_SYSTEM
 */
${region.remove};

/** Leaves the region; all pointers into it are invalid then. NULL is allowed. */
${region.close};

/** The region as the runtime sees it. */
${region.region};

/** The contract version of the program that created the region. */
${region.contractVersion};
<#list region.byKind as section>
<#import "section_" + section.kind + ".h.ftl" as kind>
<@kind.functions region section/>
</#list>
</#list>

#ifdef __cplusplus
}
#endif
#endif
