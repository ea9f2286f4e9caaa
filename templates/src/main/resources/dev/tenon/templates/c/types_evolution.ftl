<#-- SPDX-License-Identifier: Apache-2.0 -->
<#list view.evolutions as struct><#list struct.sizes as size>
<#if size?is_first>

</#if>
/** Bytes of a ${struct.type} from version ${size.since} on, until it grew. */
#define ${size.name} ${size.size}
</#list></#list>

static inline void ${view.ownLower}_copy_bytes(void *to, const void *from, size_t size) {
    size_t i;
#if defined(__cplusplus)
    unsigned char *target = static_cast<unsigned char *>(to);
    const unsigned char *source = static_cast<const unsigned char *>(from);
#else
    unsigned char *target = to;
    const unsigned char *source = from;
#endif
    for (i = 0; i < size; i++) {
        target[i] = source[i];
    }
}
<#list view.evolutions as struct>

/** Gives what came after a version its default; the rest stays as that version wrote it. */
${struct.complete} {
<#if struct.steps?has_content>
    static const ${struct.type} initial = ${struct.macro}_INIT;
</#if>
<#if struct.inner?filter(inner -> inner.count gt 1)?has_content>
    size_t i;
</#if>
<#list struct.steps as step>
    if (version < ${step.since}) {
<#list step.resets as reset>
        ${reset}
</#list>
    }
</#list>
<#list struct.inner as inner>
<#if inner.count == 1>
    ${inner.complete}(${inner.first}, version);
<#else>
    for (i = 0; i < ${inner.count}; i++) {
        ${inner.complete}(${inner.first} + i, version);
    }
</#if>
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
    ${view.ownLower}_copy_bytes(out, in, size);
    ${struct.type}_complete(out, version);
}
</#list>
