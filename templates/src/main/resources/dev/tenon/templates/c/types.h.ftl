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

<#if view.specialNumbers>
#include <math.h> /* INFINITY and NAN, which are only macros: nothing has to be linked. */
</#if>
#include <stddef.h>
#include <stdint.h>

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

#ifdef __cplusplus
extern "C" {
#endif

/** First eight bytes of the SHA-256 of the layout: equal in programs that read the same bytes. */
#define ${view.hashMacro} UINT64_C(0x${view.hash})
/** Contract version: grows with the schema. */
#define ${view.versionMacro} ${view.version}
<#if view.constants?has_content>

<#list view.constants as constant>
<@c.doc constant.doc/>
#define ${constant.name} ${constant.value}
</#list>
</#if>
<#list view.enums as enum>

<@c.doc enum.doc/>
typedef ${enum.storage} ${enum.type};
<#if enum.macros>
<#list enum.values as value>
<@c.doc value.doc/>
#define ${value.name} ${value.value}
</#list>
<#else>
enum ${enum.tag} {
<#list enum.values as value>
<@c.doc value.doc "    "/>
    ${value.name} = ${value.value}<#sep>,</#sep>
</#list>
};
</#if>
</#list>
<#list view.flags as flags>

<@c.doc flags.doc/>
typedef ${flags.storage} ${flags.type};
<#list flags.masks as mask>
<@c.doc mask.doc/>
#define ${mask.name} ${mask.value}
</#list>
</#list>
<#if view.repeats?has_content>

/* For the initializers of arrays whose elements are not all zero. */
<#list view.repeats as repeat>
#define ${repeat.name}(...) <#if repeat.half?has_content>${repeat.half}(__VA_ARGS__), ${repeat.half}(__VA_ARGS__)<#else>__VA_ARGS__, __VA_ARGS__</#if>
</#list>
</#if>
<#list view.structs as struct>

<@c.doc struct.doc/>
typedef struct ${struct.type} {
<#list struct.members as member>
<@c.doc member.doc "    "/>
    ${member.declaration?right_pad(struct.width)} /* offset ${member.offset}, size ${member.size}${member.note} */
</#list>
} ${struct.type};

#define ${struct.macro}_SIZE ${struct.size}
#define ${struct.macro}_ALIGNMENT ${struct.alignment}
<#if struct.messageId?has_content>
#define ${struct.macro}_MESSAGE_ID ${struct.messageId}
</#if>
/** A new ${struct.type}: the defaults, and zero where there is none. */
<#if struct.initializer?size == 1>
#define ${struct.macro}_INIT ${struct.initializer[0]}
<#else>
#define ${struct.macro}_INIT \
<#list struct.initializer as line>
    ${line}<#sep> \</#sep>
</#list>
</#if>
</#list>
<#if view.texts>

/* Bytes before the first NUL, at most limit. */
${view.textLength} {
    size_t length = 0;
    while (length < limit && text[length] != '\0') {
        length++;
    }
    return length;
}

/* Stores a text and clears the rest of its room; -1 and no change when it is too long. */
${view.storeText} {
    size_t length = ${view.ownLower}_text_length(text, longest + 1);
    size_t i;
    if (length > longest) {
        return -1;
    }
    for (i = 0; i < length; i++) {
        room[i] = text[i];
    }
    for (i = length; i < capacity; i++) {
        room[i] = '\0';
    }
    return 0;
}
<#list view.structs as struct>
<#list struct.texts as text>

/** Stores UTF-8 of at most ${text.maxBytes} bytes. Returns 0, or -1 and stores nothing when it is longer. */
${text.set} {
    return ${view.ownLower}_store_text(${text.room}, ${text.capacity}, ${text.maxBytes}, text);
}

/** Bytes of the text: those before its NUL, or ${text.capacity} when there is none. */
${text.length} {
    return ${view.ownLower}_text_length(${text.room}, ${text.capacity});
}
</#list>
</#list>
</#if>
<#if view.evolutions?has_content>
<#include "types_evolution.ftl">
</#if>
<#if view.atomics>

#if defined(__GNUC__) /* and what is compatible with it */
<#list view.structs as struct>
<#list struct.atomics as atomic>

/** Loads with acquire order. */
${atomic.load} {
    return __atomic_load_n(&${atomic.field}, __ATOMIC_ACQUIRE);
}

/** Stores with release order. */
${atomic.store} {
    __atomic_store_n(&${atomic.field}, value, __ATOMIC_RELEASE);
}
<#if atomic.exchanges>

/** Stores value and returns what was there before; acquire and release. */
${atomic.exchange} {
    return __atomic_exchange_n(&${atomic.field}, value, __ATOMIC_ACQ_REL);
}

/** Stores desired and returns 1 if *expected is there, else puts what is there into *expected. */
${atomic.compareExchange} {
    return __atomic_compare_exchange_n(&${atomic.field}, expected, desired, 0,
                                       __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

/** Adds, wrapping around, and returns what was there before; acquire and release. */
${atomic.fetchAdd} {
    return __atomic_fetch_add(&${atomic.field}, delta, __ATOMIC_ACQ_REL);
}
</#if>
</#list>
</#list>
#endif
</#if>

/* The layout, proved by every compiler that reads this. */
#define ${view.own}_CHECK_STRUCT(type, size, alignment) \
    ${view.own}_STATIC_ASSERT(sizeof(type) == size, "size of " #type " is not " #size); \
    ${view.own}_STATIC_ASSERT(${view.own}_ALIGNMENT_OF(type) == alignment, \
        "alignment of " #type " is not " #alignment)
#define ${view.own}_CHECK_FIELD(type, field, offset) \
    ${view.own}_STATIC_ASSERT(offsetof(type, field) == offset, \
        "offset of " #type "." #field " is not " #offset)
<#list view.structs as struct>

${view.own}_CHECK_STRUCT(${struct.type}, ${struct.size}, ${struct.alignment});
<#list struct.members as member><#if member.field>
${view.own}_CHECK_FIELD(${struct.type}, ${member.name}, ${member.offset});
</#if></#list>
</#list>

#ifdef __cplusplus
}
#endif
#endif
