<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
/* ${view.origin} */
/**
 * @file
 * Functions that Java implements, for C to call. Schema ${view.schema}; needs the Tenon runtime.
 *
 * They are called on any thread, several at a time. What a pointer points to is valid during the
 * call; Java copies what it needs longer. A text that Java returns is valid until the same thread
 * gets another text from Java. When Java throws, its CallbackExceptionHandler gets the exception,
 * and C gets the value that the function names; it gets the same while Java is not bound.
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

/** All of this as text, which Java compares with its own. */
TENON_API extern const char ${view.abi.symbol}[];
</#if>

/**
 * Starts Java in this process, unless it runs here, and binds the functions below. Once they are
 * bound it does nothing more. Called on any thread.
 *
 * @param options where Java is found and how it is started; NULL for the defaults
 * @return TENON_OK; TENON_NOT_FOUND without a Java or without the classes; TENON_MISMATCH when they
 *     were generated from another schema; TENON_JAVA when it did not start or threw; the detail has
 *     the particulars
 */
${view.start};

/**
 * Unbinds the functions. Calls that are under way return as usual. Java stays in the process, so
 * that it can be started again.
 */
${view.stop};

/**
 * Binds the functions, for Java that is in the process already; NULL and 0 unbind them.
 *
 * @param functions one for each function below, in their order
 * @return TENON_OK; TENON_EXISTS when they are bound; TENON_MISMATCH when count is not theirs
 */
${view.bind.prototype};
<#list view.exports as export>

<@c.doc export.doc/>
${export.head};
</#list>

#ifdef __cplusplus
}
#endif
#endif
