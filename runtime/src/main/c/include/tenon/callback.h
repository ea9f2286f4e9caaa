/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Registries of callbacks: many listeners of one kind, called in the order of registration.
 *
 * Generated code has one registry for each callback of a schema, in static storage, and wraps the
 * functions here in typed ones (`mkt_on_quote_register()`, `_unregister()`, `_emit()`).
 *
 * Every function may be called from any thread, also inside a listener's `call` and `release`.
 * None may be called in a signal handler, nor in a child after fork() unless the parent had a
 * single thread. A C++ exception, longjmp() or pthread_exit() must not leave `call` or `release`.
 *
 * The lifetime of a listener:
 *
 *     add ── called by any number of threads at once ── remove ── last call returns ── release
 *
 * The callback struct is copied when it is added. From remove on no new call begins. `release` is
 * called once, when no call is running any more, and nothing touches `context` after it. */
#ifndef TENON_CALLBACK_H
#define TENON_CALLBACK_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/status.h>
#include <tenon_format/tenon_format.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Names one registration in one registry. No two registrations ever have the same. */
typedef struct tenon_registration {
    uint64_t id; /**< 0: none. */
} tenon_registration;

/** Form of every generated callback struct, with its `call` of another type. */
typedef struct tenon_callback {
    void (*call)(void);             /**< To be cast to its own type before it is called. */
    void (*release)(void *context); /**< May be NULL. */
    void *context;                  /**< Handed to both; not looked at here. */
} tenon_callback;

/** Room for one listener. Zero-initialised; its content belongs to the registry. */
typedef struct tenon_listener {
    tenon_callback callback;
    uint64_t id;        /* 0: free */
    uint32_t state;     /* whether it may be called, and how many use it */
    uint32_t next_free; /* index + 1 of the next free one, 0: none */
} tenon_listener;

/** A registry; static storage, initialised by TENON_REGISTRY. Its content belongs to it. */
typedef struct tenon_registry {
    tenon_listener *listeners;
    uint64_t *order;    /* ids of the registered, ascending; guarded by version */
    uint64_t version;   /* odd while order and count are being changed */
    uint32_t count;     /* how many are registered; guarded by version */
    uint32_t capacity;  /* elements of listeners and of order */
    uint64_t sequence;  /* registrations so far; like all that follows guarded by mutex */
    uint32_t mutex;     /* one of the states of tenon_private_lock() */
    uint32_t used;      /* listeners that were ever in use */
    uint32_t free_list; /* index + 1 of the first free one below used, 0: none */
    uint32_t waiting;   /* threads that wait for a release */
    uint32_t finished;  /* releases so far, what those sleep on */
} tenon_registry;

/**
 * Initialiser of a registry.
 *
 *     static tenon_listener listeners[64];
 *     static uint64_t order[64];
 *     static tenon_registry registry = TENON_REGISTRY(listeners, order, 64);
 *
 * @param capacity_ elements of both arrays: 1 to TENON_MAX_LISTENERS
 */
#define TENON_REGISTRY(listeners_, order_, capacity_) \
    {(listeners_), (order_), 0, 0, (capacity_), 0, 0, 0, 0, 0, 0}

/**
 * Adds a listener behind all others.
 *
 * @param callback is copied; `call` must not be NULL
 * @param out receives the registration, before the listener is called for the first time; 0 on
 *     failure
 * @return TENON_OK; TENON_LIMIT when the registry is full, where a listener counts until its
 *     `release` has returned; TENON_INVALID
 */
TENON_API tenon_status tenon_registry_add(tenon_registry *registry, const tenon_callback *callback,
                                          tenon_registration *out);

/**
 * Removes a listener: no new call of it begins. Then waits until the calls that are running have
 * returned and `release` has returned. So the caller must not hold what such a call waits for.
 *
 * Inside `call` or `release` of any listener, of whichever registry, it never waits: the last call
 * to return calls `release` then, on its own thread, or this function does when none is running.
 * (A listener may so remove itself, and two may remove one another.)
 *
 * Of two threads that remove the same registration one gets TENON_OK, the other TENON_NOT_FOUND,
 * and both have waited: whatever the status, after the return outside of listeners no call of this
 * one is running.
 *
 * @return TENON_OK; TENON_NOT_FOUND when it is not registered any more or never was; TENON_INVALID
 */
TENON_API tenon_status tenon_registry_remove(tenon_registry *registry,
                                             const tenon_registration *registration);

/** Largest number of ids that an emission looks up at once. */
#define TENON_EMISSION_WINDOW 8

/** One round through the listeners, on the stack of the thread that calls them. */
typedef struct tenon_emission {
    tenon_registry *registry;
    tenon_listener *current; /* being called, or NULL */
    uint32_t *depth;         /* the thread's count of emissions that are not over; NULL: over */
    uint64_t last;           /* id of the newest listener when the emission began */
    uint64_t window[TENON_EMISSION_WINDOW];
    uint16_t length;    /* ids in the window */
    uint16_t position;  /* the next in it */
    uint32_t admission; /* the tenon_java_admission of the call of current */
    uint32_t called;    /**< How many listeners were handed out. */
} tenon_emission;

/**
 * Begins a round through those listeners that are registered now, in the order of registration.
 * Those that are removed before their turn are left out, those added from now on, too.
 *
 *     tenon_emission emission;
 *     const tenon_callback *listener;
 *     tenon_emission_begin(&emission, &registry);
 *     while ((listener = tenon_emission_next(&emission)) != NULL) {
 *         ((call_type)listener->call)(listener->context, argument);
 *     }
 *
 * Allocates nothing and holds no lock while a listener is called. Rounds may nest; each takes about
 * 130 bytes of stack. A round is either led to the end or ended by tenon_emission_end(), by the
 * thread that began it.
 */
TENON_API void tenon_emission_begin(tenon_emission *emission, tenon_registry *registry);

/**
 * Leaves the listener handed out before, which may call its `release`, and goes to the next.
 *
 * @return what to call, valid until the next call of this function or of tenon_emission_end();
 *     NULL at the end, and after it
 */
TENON_API const tenon_callback *tenon_emission_next(tenon_emission *emission);

/** Ends a round before its end; does nothing when it is over. */
TENON_API void tenon_emission_end(tenon_emission *emission);

/**
 * Tells whether a call into Java failed on this thread, and forgets it: a callback or an export
 * threw, came too late or on a wrong thread, or was not called because Java is not bound or has
 * begun to end, or because too little stack was left. C got `on_error` then, or was told of one
 * listener less.
 *
 * Like errno it is looked at after the call that matters, and is only as good as the last look:
 * ask once before that call when earlier failures were of no interest.
 *
 * @return true if any call has failed since this thread asked last
 */
TENON_API bool tenon_callback_failed(void);

/**
 * Bytes of stack that have to be left where C emits or calls an export: with less the JVM would end
 * the process, so Java is not called. About what HotSpot keeps free for itself; what a listener
 * does comes on top, and ends in a StackOverflowError where that is missing. So a thread that calls
 * Java needs a stack of 128 KiB, and better has 256.
 */
#define TENON_JAVA_STACK_BYTES (UINT32_C(112) << 10)

/** Outcome of tenon_java_call_begin(). */
typedef enum tenon_java_admission {
    TENON_JAVA_REFUSED = 0,  /**< Java must not be called. */
    TENON_JAVA_ADMITTED = 1, /**< This thread has called before. */
    TENON_JAVA_FIRST = 2     /**< This thread calls for the first time. */
} tenon_java_admission;

/**
 * For generated code: asks before a call into Java by a function pointer of an export. Emissions
 * ask by themselves.
 *
 * @param bound whether there is such a pointer
 * @return whether to call; unless it is TENON_JAVA_REFUSED, tenon_java_call_end() has to follow
 */
TENON_API tenon_java_admission tenon_java_call_begin(bool bound);

/** For generated code: ends what tenon_java_call_begin() began, on the same thread. */
TENON_API void tenon_java_call_end(tenon_java_admission admission);

/** For Java: what it tells the runtime of the library that it has loaded, or was started by. */
typedef struct tenon_java_functions {
    /** Number of functions that follow. */
    uint64_t count;
    /** Callbacks with this release are Java's. TENON_LIMIT when there are too many of them. */
    int32_t (*join)(void (*release)(void *context));
    /** Refuses all calls from now on; returns how many first calls of threads have not returned. */
    uint32_t (*close)(void);
    /** Notes for tenon_callback_failed() that a call on this thread has failed. */
    void (*fail)(void);
} tenon_java_functions;

/** The only symbol of this runtime that Java looks up; so a library that hides the symbols of a
 * static runtime has to export it. */
TENON_API extern const tenon_java_functions tenon_java_side;

#ifdef __cplusplus
}
#endif
#endif
