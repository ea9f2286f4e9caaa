<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
/* ${view.origin} */
/**
 * @file
 * Handles, callbacks and functions of the schema ${view.schema}; needs the Tenon runtime.
 *
 * Lifetimes: a pointer is valid during the call that passes it; the receiver copies data that it
 * needs longer. A text that Java returns is valid until the same thread receives another text from
 * Java. A text that C returns belongs to C, and Java copies it immediately.
 *
 * Threads: functions and listeners are called on any thread, also concurrently, unless their
 * comment says otherwise. A call from Java arrives on the calling thread.
 *
 * Errors: no exception passes through C. When a listener in Java throws, C receives the value that
 * the callback declares for errors. The exception goes to Java's CallbackExceptionHandler and to
 * the Java code that called the C function around it. C leaves functions and listeners only by
 * returning, not by longjmp() or a C++ exception.
 */
#ifndef ${view.own}_${view.own}_CALLBACKS_H
#define ${view.own}_${view.own}_CALLBACKS_H

#include <${view.schema}/${view.schema}.h>
#include <stdbool.h>
#include <stdint.h>
#include <tenon/callback.h>
#include <tenon/runtime.h>
<#list view.foreign as header>
#include <${header}>
</#list>

<@c.requireRuntime view/>

#ifdef __cplusplus
extern "C" {
#endif

/** Canonical ABI text, which Java compares with its own when it loads the library. */
TENON_API extern const char ${view.abi.symbol}[];
<#list view.handles as handle>

<@c.doc handle.doc/>
<@excerpt of=handle.type>
<#if handle.foreign?has_content>
<#if handle.foreign == handle.type>
/* ${handle.type} is declared by its own header. */
<#else>
typedef ${handle.foreign} ${handle.type};
</#if>
<#else>
typedef struct ${handle.type} ${handle.type};
</#if>
</@excerpt>
</#list>
<#list view.callbacks as callback>

<@c.doc callback.doc/>
<@excerpt of=callback.type>
typedef struct ${callback.type} {
<@c.doc callback.callDoc "    "/>
    ${callback.call};
    /** Ends the use of context: called once, after the last call has returned. May be NULL. */
    void (*release)(void *context);
    /** First argument of call and release. */
    void *context;
} ${callback.type};
</@excerpt>
<#if callback.registry??>
<#assign registry = callback.registry>

/**
 * Registers a listener. The struct is copied; its context must stay valid until release is called.
 *
 * @param callback the listener
 * @param out receives the registration
 * @return TENON_OK; TENON_LIMIT when ${registry.capacity} listeners are registered; TENON_INVALID
 *     without callback, call or out; TENON_MISMATCH when the runtime is too old
 */
<@excerpt of=callback.type>
${registry.register.prototype};
</@excerpt>

/**
 * Unregisters a listener and waits until its running calls and its release have returned. Inside a
 * listener it does not wait; the last call to return then calls release.
 *
 * @param registration the registration of the listener
 * @return TENON_OK; TENON_NOT_FOUND when the listener is no longer registered; TENON_INVALID
 *     without registration
 */
<@excerpt of=callback.type>
${registry.unregister.prototype};
</@excerpt>

<@c.doc registry.emitDoc/>
<@excerpt of=callback.type>
${registry.emit.prototype};
</@excerpt>
<#if registry.batch??>
<#assign batch = registry.batch>

/** Maximum number of events in a batch. */
#define ${batch.macro} UINT32_C(${batch.events})

/**
 * Collected events. All zeros: empty. One thread uses a batch at a time, and a listener does not
 * use the batch whose events it receives.
 */
typedef struct ${batch.type} {
    ${batch.event} events[${batch.macro}];
    uint32_t count;
    uint64_t since_ns; /* time of the first tick with an event; 0 before it */
} ${batch.type};

<@c.doc batch.addDoc/>
<@excerpt of=callback.type>
${batch.add};
</@excerpt>

/**
 * Delivers the collected events to all listeners.
 *
 * @return the number of delivered events
 */
<@excerpt of=callback.type>
${batch.flush};
</@excerpt>

/**
 * Delivers the collected events once max_age_ns have passed since the first tick with an event. An
 * event waits for at most max_age_ns and the time between two ticks.
 *
 * @param now_ns time of a monotonic clock in nanoseconds, above 0
 * @param max_age_ns maximum age of an event in nanoseconds
 * @return the number of delivered events
 */
<@excerpt of=callback.type>
${batch.tick};
</@excerpt>
</#if>
</#if>
</#list>
<#if view.functions?has_content>

/* Functions that C implements and Java calls. */
<#list view.functions as function>

<@excerpt of=function.name>
<#if function.header?has_content>
/* ${function.name}() is declared by <${function.header}>. */
<#else>
<@c.doc function.doc/>
${function.prototype};
</#if>
</@excerpt>
</#list>
</#if>

#ifdef __cplusplus
}
#endif
#endif
