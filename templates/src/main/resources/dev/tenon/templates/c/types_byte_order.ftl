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

/* A constant in big-endian byte order, given in native and in swapped order. */
#if ${view.own}_BIG_ENDIAN
#define ${view.own}_BIG(native, swapped) (native)
#else
#define ${view.own}_BIG(native, swapped) (swapped)
#endif

/* Conversions between native and big-endian byte order. */
static inline uint16_t ${view.ownLower}_big16(uint16_t value) {
#if ${view.own}_BIG_ENDIAN
    return value;
#else
    return ${view.own}_CAST(uint16_t, (value & 0xFF) << 8 | value >> 8);
#endif
}

static inline uint32_t ${view.ownLower}_big32(uint32_t value) {
#if ${view.own}_BIG_ENDIAN
    return value;
#else
    return (value << 24) | ((value & UINT32_C(0xFF00)) << 8) | ((value >> 8) & UINT32_C(0xFF00)) |
           (value >> 24);
#endif
}

static inline uint64_t ${view.ownLower}_big64(uint64_t value) {
#if ${view.own}_BIG_ENDIAN
    return value;
#else
    return (value << 56) | ((value & UINT64_C(0xFF00)) << 40) |
           ((value & UINT64_C(0xFF0000)) << 24) | ((value & UINT64_C(0xFF000000)) << 8) |
           ((value >> 8) & UINT64_C(0xFF000000)) | ((value >> 24) & UINT64_C(0xFF0000)) |
           ((value >> 40) & UINT64_C(0xFF00)) | (value >> 56);
#endif
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
