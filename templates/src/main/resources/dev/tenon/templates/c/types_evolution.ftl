<#-- SPDX-License-Identifier: Apache-2.0 -->
<#list view.evolutions as struct><#list struct.sizes as size>
<#if size?is_first>

</#if>
/** Size of ${struct.type} in bytes from contract version ${size.since} on, before it was extended. */
#define ${size.name} ${size.size}
</#list></#list>
<#if !view.helpers.bigEndianReals>

<@c.copy view/>
</#if>
<#list view.evolutions as struct>

/**
 * Sets fields that were added after a contract version to their defaults.
 *
 * @param version the contract version of the program that wrote the struct
 */
<@c.head struct.type struct.complete/> {
<#if struct.steps?has_content>
    static const ${struct.type} initial = ${struct.macro}_INIT;
</#if>
<#if !struct.steps?has_content && !struct.inner?has_content>
    (void)${struct.variable};
    (void)version;
</#if>
<#list struct.indices as index>
    size_t ${index};
</#list>
<#list struct.steps as step>
    if (version < ${step.since}) {
<#list step.resets as reset>
        ${reset}
</#list>
    }
</#list>
<#list struct.inner as line>
    ${line}
</#list>
}

/**
 * Copies a struct of another contract version and sets fields that it does not have to their
 * defaults.
 *
 * @param in the bytes of the struct in that version, at any alignment
 * @param version the contract version of the program that wrote them
 */
<@c.head struct.type struct.upgrade/> {
    static const ${struct.type} initial = ${struct.macro}_INIT;
    size_t size = <@c.alternatives struct.size 16/>;
    *out = initial;
    ${view.ownLower}_copy(out, in, size);
    ${struct.completeName}(out, version);
}
</#list>
