<#-- SPDX-License-Identifier: Apache-2.0 -->
<#list view.evolutions as struct><#list struct.sizes as size>
<#if size?is_first>

</#if>
/** Bytes of a ${struct.type} from version ${size.since} on, until it grew. */
#define ${size.name} ${size.size}
</#list></#list>
<#if !view.helpers.bigEndianReals>

<@c.copy view/>
</#if>
<#list view.evolutions as struct>

/** Gives what came after a version its default; the rest stays as that version wrote it. */
${struct.complete} {
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
 * Copies a struct of another version; what that one does not have gets its default.
 *
 * @param in as many bytes as the struct has in that version, aligned or not
 * @param version the contract version of the program that wrote them
 */
${struct.upgrade} {
    static const ${struct.type} initial = ${struct.macro}_INIT;
    size_t size = <@c.alternatives struct.size 16/>;
    *out = initial;
    ${view.ownLower}_copy(out, in, size);
    ${struct.completeName}(out, version);
}
</#list>
