<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
/* ${view.origin} */
/**
 * @file
 * What C and Java call of each other in one process. Schema ${view.schema}; needs the Tenon runtime.
 *
 * Lifetimes: what a pointer points to is valid during the call that hands it over; the receiver
 * copies what it needs longer. A text that Java returns is valid until the same thread gets another
 * text from Java. A text that C returns stays C's, and Java copies it at once.
 *
 * Threads: everything here is called on any thread, and on several at a time, unless it says
 * otherwise. A call from Java arrives on the thread that makes it.
 *
 * Errors: no exception passes through C. When a listener in Java throws, C gets the value that its
 * callback names and goes on; Java's CallbackExceptionHandler gets the exception, and so does the
 * Java code that called the function of C inside of which it happened. C in turn leaves functions
 * and listeners by returning only, not by longjmp() and not by a C++ exception.
 */
#ifndef ${view.own}_${view.own}_CALLBACKS_H
#define ${view.own}_${view.own}_CALLBACKS_H

#include <${view.schema}/${view.schema}.h>
#include <stdbool.h>
#include <stdint.h>
#include <tenon/callback.h>
#include <tenon/runtime.h>

<@c.requireRuntime view/>

#ifdef __cplusplus
extern "C" {
#endif

/** All of this as text: what Java compares with its own when it loads a library. */
TENON_API extern const char ${view.abi.symbol}[];
<#list view.handles as handle>

<@c.doc handle.doc/>
typedef struct ${handle.type} ${handle.type};
</#list>
<#list view.callbacks as callback>

<@c.doc callback.doc/>
typedef struct ${callback.type} {
<@c.doc callback.callDoc "    "/>
    ${callback.call};
    /** Called once, after the last call has returned. May be NULL. */
    void (*release)(void *context);
    /** Handed to both. */
    void *context;
} ${callback.type};
<#if callback.registry??>
<#assign registry = callback.registry>

/**
 * Registers a listener. The struct is copied; its context has to live until release is called.
 *
 * @param out names the registration
 * @return TENON_OK; TENON_LIMIT when ${registry.capacity} are registered; TENON_INVALID without a call
 */
${registry.register.prototype};

/**
 * Unregisters a listener, and waits until the calls of it that are under way have returned, and
 * release has. Inside of a listener it does not wait; the last call to return then calls release.
 *
 * @return TENON_OK; TENON_NOT_FOUND when it is not registered any more; TENON_INVALID
 */
${registry.unregister.prototype};

<@c.doc registry.emitDoc/>
${registry.emit.prototype};
<#if registry.batch??>
<#assign batch = registry.batch>

/** The most events that one call hands over. */
#define ${batch.macro} UINT32_C(${batch.events})

/**
 * Events that wait to be handed over. All zero: empty. One thread uses it at a time, and a listener
 * does not use the one whose events it gets.
 */
typedef struct ${batch.type} {
    ${batch.event} events[${batch.macro}];
    uint32_t count;
    uint64_t since_ns; /* first tick that saw an event; 0 before it */
} ${batch.type};

<@c.doc batch.addDoc/>
${batch.add};

/** Hands over what there is, and returns how many events that were. */
${batch.flush};

/**
 * Hands over what there is when max_age_ns have passed since the first tick that saw it: an event
 * waits for max_age_ns and the time between two ticks at most.
 *
 * @param now_ns nanoseconds of a clock that never goes back, above 0
 * @return how many events were handed over
 */
${batch.tick};
</#if>
</#if>
</#list>
<#if view.functions?has_content>

/* Implemented in C for Java to call. */
<#list view.functions as function>

<@c.doc function.doc/>
${function.prototype};
</#list>
</#if>

#ifdef __cplusplus
}
#endif
#endif
