<#-- SPDX-License-Identifier: Apache-2.0 -->
<#macro initials arm>
    static const ${arm.unionType} zero = ${arm.unionInitial};
<#if arm.initialType?has_content>
    static const ${arm.initialType} initial = ${arm.initial};
</#if>
<#if arm.initialize?has_content>
<#list arm.indices as index>
    size_t ${index};
</#list>
</#if>
    ${arm.tag} = ${arm.tagValue};
    ${arm.union} = zero;
<#list arm.initialize as line>
    ${line}
</#list>
</#macro>
<#list view.composites as composite>
<#list composite.arms as arm>

<@c.doc arm.doc/>
<#if arm.kind == "value">
<@c.head composite.type arm.get/> {
    if (${arm.tag} != ${arm.tagValue}) {
        return -1;
    }
    *out = ${arm.load};
    return 0;
}

/** Selects the arm ${arm.name} and stores its value. */
<@c.head composite.type arm.set/> {
<@initials arm/>
    ${arm.place} = ${arm.store};
}
<#else>
<@c.head composite.type arm.get/> {
    return ${arm.tag} == ${arm.tagValue} ? ${arm.address} : ${view.own}_NULL;
}
<#if arm.kind == "text">

/**
 * Measures the text of the arm ${arm.name}.
 *
 * @return length in bytes without NUL; 0 when another arm is selected
 */
<@c.head composite.type arm.length/> {
    if (${arm.tag} != ${arm.tagValue}) {
        return 0;
    }
    return ${view.ownLower}_text_length(${arm.place}, ${arm.capacity});
}

/**
 * Selects the arm ${arm.name} and stores a text.
 *
 * @param text UTF-8 of at most ${arm.maxBytes} bytes, NUL-terminated
 * @return 0; -1 without any change when the text is longer
 */
<@c.head composite.type arm.set/> {
<#if arm.capacity < arm.size>
    size_t i;
</#if>
    if (${view.ownLower}_store_text(${arm.place}, ${arm.capacity}, ${arm.maxBytes}, text) != 0) {
        return -1;
    }
<#if arm.capacity < arm.size>
    for (i = ${arm.capacity}; i < ${arm.size}; i++) {
        ${arm.union}.${arm.unionBytes}[i] = 0;
    }
</#if>
    ${arm.tag} = ${arm.tagValue};
    return 0;
}
<#else>

/**
 * Selects the arm ${arm.name} and sets it to its defaults.
 *
 * @return the arm, to be filled in place
 */
<@c.head composite.type arm.set/> {
<@initials arm/>
    return ${arm.address};
}
</#if>
</#if>
</#list>
</#list>
