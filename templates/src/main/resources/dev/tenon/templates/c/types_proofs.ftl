<#-- SPDX-License-Identifier: Apache-2.0 -->

/* Compile-time layout checks. */
#define ${view.own}_CHECK_STRUCT(type, size, alignment) \
    ${view.own}_STATIC_ASSERT(sizeof(type) == size, "size of " #type " is not " #size); \
    ${view.own}_STATIC_ASSERT(${view.own}_ALIGNMENT_OF(type) == alignment, \
        "alignment of " #type " is not " #alignment)
#define ${view.own}_CHECK_FIELD(type, field, offset) \
    ${view.own}_STATIC_ASSERT(offsetof(type, field) == offset, \
        "offset of " #type "." #field " is not " #offset)
<#if view.helpers.sizes>
#ifdef __cplusplus
#define ${view.own}_MEMBER_SIZE(type, field) sizeof(static_cast<type *>(nullptr)->field)
#else
#define ${view.own}_MEMBER_SIZE(type, field) sizeof(((type *)0)->field)
#endif
#define ${view.own}_CHECK_SIZE(type, field, size) \
    ${view.own}_STATIC_ASSERT(${view.own}_MEMBER_SIZE(type, field) == size, \
        "size of " #type "." #field " is not " #size)
</#if>
<#list view.composites as composite>

${view.own}_CHECK_STRUCT(${composite.type}, ${composite.size}, ${composite.alignment});
<#list composite.members as member>
<#if member.offsetProved>
${view.own}_CHECK_FIELD(${composite.type}, ${member.name}, ${member.offset});
</#if>
<#if member.sizeProved>
${view.own}_CHECK_SIZE(${composite.type}, ${member.name}, ${member.size});
</#if>
</#list>
</#list>
<#if view.proofs?has_content>

/* Values of other headers; INTMAX_C(0) keeps the sign of one that is converted. */
#define ${view.own}_CHECK_VALUE(name, value, text) \
    ${view.own}_STATIC_ASSERT((name) + INTMAX_C(0) == (value), #name " of " text)
<#list view.proofs as proof>
${view.own}_CHECK_VALUE(${proof.name}, ${proof.value}, "<${proof.header}> is not ${proof.text}");
</#list>
</#if>
