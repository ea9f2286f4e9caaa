<#-- SPDX-License-Identifier: Apache-2.0 -->
<#list view.composites as composite>
<#list composite.lists as list>

/**
 * Counts the elements of the list.
 *
 * @return the stored count, at most the capacity of the list
 */
<@c.head composite.type list.count/> {
    uint32_t count = ${list.counter};
    return count < ${list.limit} ? count : ${list.limit};
}

<#if list.struct?has_content>
/**
 * Appends an element with its defaults.
 *
 * @return the element, to be filled in place; NULL without any change when the list is full
 */
<@c.head composite.type list.add/> {
    static const ${list.struct} initial = ${list.initial};
    uint32_t count = ${list.counter};
    if (count >= ${list.limit}) {
        return ${view.own}_NULL;
    }
    ${list.place} = initial;
    ${list.counter} = count + 1;
    return &${list.place};
}
<#elseif list.capacity != 0>
/**
 * Appends a text.
 *
 * @param text UTF-8 of at most ${list.maxBytes} bytes, NUL-terminated
 * @return 0; -1 without any change when the text is longer or the list is full
 */
<@c.head composite.type list.add/> {
    uint32_t count = ${list.counter};
    if (count >= ${list.limit}) {
        return -1;
    }
    if (${view.ownLower}_store_text(${list.place}, ${list.capacity}, ${list.maxBytes}, text) != 0) {
        return -1;
    }
    ${list.counter} = count + 1;
    return 0;
}
<#elseif list.bytes != 0>
/**
 * Appends a copy of an element.
 *
 * @param value the ${list.bytes} bytes of the element
 * @return 0; -1 without any change when the list is full
 */
<@c.head composite.type list.add/> {
    uint32_t count = ${list.counter};
    size_t i;
    if (count >= ${list.limit}) {
        return -1;
    }
    for (i = 0; i < ${list.bytes}; i++) {
        ${list.place}[i] = value[i];
    }
    ${list.counter} = count + 1;
    return 0;
}
<#else>
/**
 * Appends a value.
 *
 * @return 0; -1 without any change when the list is full
 */
<@c.head composite.type list.add/> {
    uint32_t count = ${list.counter};
    if (count >= ${list.limit}) {
        return -1;
    }
    ${list.place} = ${list.store};
    ${list.counter} = count + 1;
    return 0;
}
</#if>
</#list>
</#list>
