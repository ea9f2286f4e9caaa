<#-- SPDX-License-Identifier: Apache-2.0 -->

#if defined(__GNUC__) /* GCC, Clang and compatible compilers */
<#list view.composites as composite>
<#list composite.atomics as atomic>

/** Loads the value with acquire order. */
<@c.head composite.type atomic.load/> {
    return __atomic_load_n(&${atomic.field}, __ATOMIC_ACQUIRE);
}

/** Stores a value with release order. */
<@c.head composite.type atomic.store/> {
    __atomic_store_n(&${atomic.field}, value, __ATOMIC_RELEASE);
}
<#if atomic.exchanges>

/**
 * Exchanges the value with acquire and release order.
 *
 * @return the previous value
 */
<@c.head composite.type atomic.exchange/> {
    return __atomic_exchange_n(&${atomic.field}, value, __ATOMIC_ACQ_REL);
}

/**
 * Stores desired if the value equals *expected, with acquire and release order; otherwise loads the
 * value into *expected with acquire order.
 *
 * @return 1 when desired was stored, 0 otherwise
 */
<@c.head composite.type atomic.compareExchange/> {
    return __atomic_compare_exchange_n(&${atomic.field}, expected, desired, 0,
                                       __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

/**
 * Adds delta with wrap-around, with acquire and release order.
 *
 * @return the previous value
 */
<@c.head composite.type atomic.fetchAdd/> {
    return __atomic_fetch_add(&${atomic.field}, delta, __ATOMIC_ACQ_REL);
}
</#if>
</#list>
</#list>
#endif
