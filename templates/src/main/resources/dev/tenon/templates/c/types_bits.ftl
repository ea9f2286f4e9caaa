<#-- SPDX-License-Identifier: Apache-2.0 -->
<#list view.composites as composite>
<#list composite.bits as bits>

#define ${bits.mask} ${bits.maskValue}
#define ${bits.shift} ${bits.shiftValue}

<@c.doc bits.doc/>
<@c.head composite.type bits.get/> {
    ${bits.word} word = ${bits.wordLoad};
    return ${bits.load};
}

/**
 * Sets the bits of ${bits.mask}.
 *
 * @return <#if bits.refused?has_content>0; -1 without any change when the value does not fit<#else>0; every value fits</#if>
 */
<@c.head composite.type bits.set/> {
    ${bits.word} word = ${bits.wordLoad};
<#if bits.refused?has_content>
    if (${bits.refused}) {
        return -1;
    }
</#if>
    word = ${bits.cleared};
    word = ${bits.merged};
    ${bits.place} = ${bits.wordStore};
    return 0;
}
</#list>
</#list>
