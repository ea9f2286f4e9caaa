<#-- SPDX-License-Identifier: Apache-2.0 -->

#if defined(__GNUC__) /* and what is compatible with it */
<#list view.composites as composite>
<#list composite.atomics as atomic>

/** Loads with acquire order. */
${atomic.load} {
    return __atomic_load_n(&${atomic.field}, __ATOMIC_ACQUIRE);
}

/** Stores with release order. */
${atomic.store} {
    __atomic_store_n(&${atomic.field}, value, __ATOMIC_RELEASE);
}
<#if atomic.exchanges>

/** Stores value and returns what was there before; acquire and release. */
${atomic.exchange} {
    return __atomic_exchange_n(&${atomic.field}, value, __ATOMIC_ACQ_REL);
}

/** Stores desired and returns 1 if *expected is there, else puts what is there into *expected. */
${atomic.compareExchange} {
    return __atomic_compare_exchange_n(&${atomic.field}, expected, desired, 0,
                                       __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

/** Adds, wrapping around, and returns what was there before; acquire and release. */
${atomic.fetchAdd} {
    return __atomic_fetch_add(&${atomic.field}, delta, __ATOMIC_ACQ_REL);
}
</#if>
</#list>
</#list>
#endif
