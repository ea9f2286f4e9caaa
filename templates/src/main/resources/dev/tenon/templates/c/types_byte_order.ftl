<#-- SPDX-License-Identifier: Apache-2.0 -->

/* 1 on a big-endian target, 0 otherwise; define it if the compiler does not tell. */
#ifndef ${view.own}_BIG_ENDIAN
#if defined(__BYTE_ORDER__) && defined(__ORDER_BIG_ENDIAN__)
#define ${view.own}_BIG_ENDIAN (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
#elif defined(_WIN32)
#define ${view.own}_BIG_ENDIAN 0
#else
#error "define ${view.own}_BIG_ENDIAN as 1 on a big-endian target, else as 0"
#endif
#endif

/* Conversions between native and big-endian byte order. */
#if ${view.own}_BIG_ENDIAN
#define ${view.own}_BIG16(value) ${view.own}_CAST(uint16_t, value)
#define ${view.own}_BIG32(value) ${view.own}_CAST(uint32_t, value)
#define ${view.own}_BIG64(value) ${view.own}_CAST(uint64_t, value)
#else
#define ${view.own}_BYTE(value, bits, shift) \
    ((${view.own}_CAST(uint##bits##_t, value) >> (shift)) & 0xFF)
#define ${view.own}_BIG16(value) \
    ${view.own}_CAST(uint16_t, ${view.own}_BYTE(value, 16, 0) << 8 | ${view.own}_BYTE(value, 16, 8))
#define ${view.own}_BIG32(value) \
    (${view.own}_BYTE(value, 32, 0) << 24 | ${view.own}_BYTE(value, 32, 8) << 16 | \
     ${view.own}_BYTE(value, 32, 16) << 8 | ${view.own}_BYTE(value, 32, 24))
#define ${view.own}_BIG64(value) \
    (${view.own}_BYTE(value, 64, 0) << 56 | ${view.own}_BYTE(value, 64, 8) << 48 | \
     ${view.own}_BYTE(value, 64, 16) << 40 | ${view.own}_BYTE(value, 64, 24) << 32 | \
     ${view.own}_BYTE(value, 64, 32) << 24 | ${view.own}_BYTE(value, 64, 40) << 16 | \
     ${view.own}_BYTE(value, 64, 48) << 8 | ${view.own}_BYTE(value, 64, 56))
#endif

static inline uint16_t ${view.ownLower}_big16(uint16_t value) {
    return ${view.own}_BIG16(value);
}

static inline uint32_t ${view.ownLower}_big32(uint32_t value) {
    return ${view.own}_BIG32(value);
}

static inline uint64_t ${view.ownLower}_big64(uint64_t value) {
    return ${view.own}_BIG64(value);
}
<#if view.helpers.bigEndianReals>

/* Copies bytes, which C and C++ both allow for access to the bits of a float. */
<@c.copy view/>

static inline float ${view.ownLower}_float_of(uint32_t bits) {
    float value;
    ${view.ownLower}_copy(&value, &bits, sizeof value);
    return value;
}

static inline uint32_t ${view.ownLower}_bits_of_float(float value) {
    uint32_t bits;
    ${view.ownLower}_copy(&bits, &value, sizeof bits);
    return bits;
}

static inline double ${view.ownLower}_double_of(uint64_t bits) {
    double value;
    ${view.ownLower}_copy(&value, &bits, sizeof value);
    return value;
}

static inline uint64_t ${view.ownLower}_bits_of_double(double value) {
    uint64_t bits;
    ${view.ownLower}_copy(&bits, &value, sizeof bits);
    return bits;
}
</#if>
<#list view.composites as composite>
<#list composite.bigEndians as field>

/**
 * Loads ${field.place}.
 *
 * @return the value in native byte order
 */
<@c.head composite.type field.get/> {
    return ${field.load};
}

/** Stores ${field.place} in big-endian byte order. */
<@c.head composite.type field.set/> {
    ${field.place} = ${field.store};
}
</#list>
</#list>
