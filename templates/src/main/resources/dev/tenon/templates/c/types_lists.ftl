<#-- SPDX-License-Identifier: Apache-2.0 -->
<#list view.composites as composite>
<#list composite.lists as list>

/** How many elements there are: never more than there is room for, whatever the memory holds. */
${list.count} {
    uint32_t count = ${list.counter};
    return count < ${list.limit} ? count : ${list.limit};
}

<#if list.struct?has_content>
/** Appends a new element. Returns it, or NULL and changes nothing when the list is full. */
${list.add} {
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
 * Appends UTF-8 of at most ${list.maxBytes} bytes. Returns 0, or -1 and changes nothing when it is longer or
 * the list is full.
 */
${list.add} {
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
/** Appends a copy of ${list.bytes} bytes. Returns 0, or -1 and changes nothing when the list is full. */
${list.add} {
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
/** Appends a value. Returns 0, or -1 and changes nothing when the list is full. */
${list.add} {
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
