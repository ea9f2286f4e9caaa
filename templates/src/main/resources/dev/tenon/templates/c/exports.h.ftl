<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
/* ${view.origin} */
/**
 * @file
 * Functions of the schema ${view.schema} that Java implements and C calls; needs the Tenon runtime.
 *
 * They are called on any thread, also concurrently. A pointer is valid during the call; Java copies
 * data that it needs longer. A text that Java returns is valid until the same thread receives
 * another text from Java. When Java throws, its CallbackExceptionHandler receives the exception,
 * and C receives the error value of the function, as it does while Java is not bound.
 */
#ifndef ${view.own}_${view.own}_EXPORTS_H
#define ${view.own}_${view.own}_EXPORTS_H

<#if view.callbacks>
#include <${view.schema}/${view.schema}_callbacks.h>
<#else>
#include <${view.schema}/${view.schema}.h>
#include <stdbool.h>
</#if>
#include <stdint.h>
#include <tenon/java.h>
#include <tenon/runtime.h>

<@c.requireRuntime view/>

#ifdef __cplusplus
extern "C" {
#endif
<#if !view.callbacks>

/** Canonical ABI text, which Java compares with its own when it binds the exports. */
TENON_API extern const char ${view.abi.symbol}[];
</#if>

/**
 * Starts Java in this process, unless it is running, and binds the exports. Does nothing when they
 * are bound. Can be called on any thread.
 *
 * @param options location and start options of Java; NULL for the defaults
 * @return TENON_OK; TENON_NOT_FOUND without Java or without the generated classes; TENON_MISMATCH
 *     when the classes were generated from another schema or the runtime is too old; TENON_JAVA
 *     when Java did not start or threw; TENON_INVALID for invalid options or after Java ended;
 *     TENON_BUSY while this thread starts Java; TENON_SYSTEM without memory;
 *     tenon_status_detail() has the details
 */
${view.start};

/**
 * Unbinds the exports. Running calls return normally. Java stays in the process, and the exports
 * can be bound again.
 *
 * @return TENON_OK
 */
${view.stop};

/**
 * Binds the exports to functions of Java in this process; NULL and 0 unbind them.
 *
 * @param functions one function for each export, in the order of the schema; an export whose
 *     function is NULL returns its error value
 * @param count number of functions
 * @return TENON_OK; TENON_EXISTS when the exports are bound; TENON_MISMATCH when count is not the
 *     number of exports
 */
${view.bind.prototype};
<#list view.exports as export>

<@excerpt of=export.names.name>
<@c.doc export.doc/>
${export.head};
</@excerpt>
</#list>

#ifdef __cplusplus
}
#endif
#endif
