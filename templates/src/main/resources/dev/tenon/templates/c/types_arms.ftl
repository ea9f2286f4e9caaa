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
${arm.get} {
    if (${arm.tag} != ${arm.tagValue}) {
        return -1;
    }
    *out = ${arm.load};
    return 0;
}

/** Makes ${arm.name} the arm that is there, and stores it. */
${arm.set} {
<@initials arm/>
    ${arm.place} = ${arm.store};
}
<#else>
${arm.get} {
    return ${arm.tag} == ${arm.tagValue} ? ${arm.address} : ${view.own}_NULL;
}
<#if arm.kind == "text">

/** Bytes of the text; 0 when another arm is there. */
${arm.length} {
    if (${arm.tag} != ${arm.tagValue}) {
        return 0;
    }
    return ${view.ownLower}_text_length(${arm.place}, ${arm.capacity});
}

/**
 * Makes ${arm.name} the arm that is there, and stores UTF-8 of at most ${arm.maxBytes} bytes. Returns 0, or -1
 * and changes nothing when it is longer.
 */
${arm.set} {
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

/** Makes ${arm.name} the arm that is there. Returns it, new, to be filled. */
${arm.set} {
<@initials arm/>
    return ${arm.address};
}
</#if>
</#if>
</#list>
</#list>
