<#-- SPDX-License-Identifier: Apache-2.0 -->
<#import "macros.ftl" as c>
/* ${view.origin} */
/**
 * @file
<#if view.doc?has_content>
<#list view.doc as line>
 *<#if line?has_content> ${line}</#if>
</#list>
<#else>
 * Types of the schema ${view.schema}.
</#if>
 */
#ifndef ${view.own}_${view.own}_H
#define ${view.own}_${view.own}_H

<#if view.helpers.specialNumbers>
#include <math.h> /* HUGE_VAL, INFINITY and NAN: macros that need no library */
</#if>
#include <stddef.h>
#include <stdint.h>
<#list view.foreign as header>
#include <${header}>
</#list>
<#if view.imports?has_content>

<#list view.imports as schema>
#include <${schema}/${schema}.h>
</#list>
</#if>

#if defined(__cplusplus)
#define ${view.own}_STATIC_ASSERT(condition, text) static_assert(condition, text)
#define ${view.own}_ALIGNMENT_OF(type) alignof(type)
#define ${view.own}_ALIGNED(bytes) alignas(bytes)
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define ${view.own}_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#define ${view.own}_ALIGNMENT_OF(type) _Alignof(type)
#define ${view.own}_ALIGNED(bytes) _Alignas(bytes)
#elif defined(__GNUC__)
#define ${view.own}_STATIC_ASSERT(condition, text) __extension__ _Static_assert(condition, text)
#define ${view.own}_ALIGNMENT_OF(type) __alignof__(type)
#define ${view.own}_ALIGNED(bytes) __attribute__((aligned(bytes)))
#else
#define ${view.own}_STATIC_ASSERT(condition, text) \
    extern char ${view.ownLower}_assertion[(condition) ? 1 : -1]
#define ${view.own}_ALIGNMENT_OF(type) __alignof(type)
#define ${view.own}_ALIGNED(bytes) __declspec(align(bytes))
#endif
<#if view.helpers.casts || view.helpers.pointers>

#ifdef __cplusplus
<#if view.helpers.casts>
#define ${view.own}_CAST(type, value) static_cast<type>(value)
</#if>
<#if view.helpers.pointers>
#define ${view.own}_NULL nullptr
</#if>
#else
<#if view.helpers.casts>
#define ${view.own}_CAST(type, value) ((type)(value))
</#if>
<#if view.helpers.pointers>
#define ${view.own}_NULL NULL
</#if>
#endif
</#if>

#ifdef __cplusplus
extern "C" {
#endif

/** Layout hash: the first eight bytes of the SHA-256 of the canonical layout text. */
#define ${view.hashMacro} UINT64_C(0x${view.hash})
/** Contract version of the schema. */
#define ${view.versionMacro} ${view.version}
<#if view.constants?has_content>

<@excerpt of="constants">
<#list view.constants as constant>
<@c.doc constant.doc/>
#define ${constant.name} ${constant.value}
</#list>
</@excerpt>
</#if>
<#list view.enums as enum>

<@c.doc enum.doc/>
<@excerpt of=enum.type>
typedef ${enum.storage} ${enum.type};
<#if enum.macros>
<#list enum.values as value>
<@c.doc value.doc/>
#define ${value.name} ${value.value}
</#list>
<#elseif enum.values?has_content>
enum ${enum.tag} {
<#list enum.values as value>
<@c.doc value.doc "    "/>
    ${value.name} = ${value.value}<#sep>,</#sep>
</#list>
};
</#if>
</@excerpt>
</#list>
<#list view.flags as flags>

<@c.doc flags.doc/>
<@excerpt of=flags.type>
typedef ${flags.storage} ${flags.type};
<#list flags.masks as mask>
<@c.doc mask.doc/>
#define ${mask.name} ${mask.value}
</#list>
</@excerpt>
</#list>
<#if view.repeats?has_content>

/* Repetitions for initializers of arrays with elements that are not zero. */
<#list view.repeats as repeat>
#define ${repeat.name}(...) <#if repeat.half?has_content>${repeat.half}(__VA_ARGS__), ${repeat.half}(__VA_ARGS__)<#else>__VA_ARGS__, __VA_ARGS__</#if>
</#list>
</#if>
<#if view.zeros?has_content>

/* Initializers for unused elements of bounded lists. */
<#list view.zeros as zero>
<@c.macro zero/>
</#list>
</#if>
<#include "types_composites.ftl">
<#if view.helpers.bigEndian>
<#include "types_byte_order.ftl">
</#if>
<#if view.helpers.texts>
<#include "types_texts.ftl">
</#if>
<#if view.helpers.bits>
<#include "types_bits.ftl">
</#if>
<#if view.helpers.lists>
<#include "types_lists.ftl">
</#if>
<#if view.helpers.arms>
<#include "types_arms.ftl">
</#if>
<#if view.helpers.validations>
<#include "types_validations.ftl">
</#if>
<#if view.evolutions?has_content>
<#include "types_evolution.ftl">
</#if>
<#if view.helpers.atomics>
<#include "types_atomics.ftl">
</#if>
<#include "types_proofs.ftl">

#ifdef __cplusplus
}
#endif
#endif
