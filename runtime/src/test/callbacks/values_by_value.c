/* SPDX-License-Identifier: Apache-2.0 */
/* Values passed as such, in every direction. Compiled with optimisation by each compiler
 * there is: gcc leaves the upper bits of a small result as they are, clang relies on the extension
 * of small arguments by the caller, and both show only then. */
#include <stdlib.h>

#include "values_seen.h"

uint64_t values_seen;

uint64_t val_last_bits(void)
{
    return values_seen;
}

const char *values_keep(const char *text)
{
    static char *kept;
    char *copy = NULL;
    if (text != NULL) {
        size_t size = strlen(text) + 1;
        copy = malloc(size);
        if (copy == NULL) {
            abort();
        }
        memcpy(copy, text, size);
    }
    free(kept);
    kept = copy;
    return copy;
}

/* Java calls C; C calls Java through a callback; C calls Java through an export; Java calls a
 * callback of C. Each keeps what it got, and returns it. */
#define PASS(name, type, widen)                                                                    \
    type val_echo_##name(type value)                                                               \
    {                                                                                              \
        values_seen = widen(value);                                                                \
        return value;                                                                              \
    }                                                                                              \
    type val_call_##name(const val_on_##name *callback, type value)                                \
    {                                                                                              \
        type result = callback->call(callback->context, value);                                    \
        values_seen = widen(result);                                                               \
        return result;                                                                             \
    }                                                                                              \
    type val_through_##name(type value)                                                            \
    {                                                                                              \
        type result = val_java_##name(value);                                                      \
        values_seen = widen(result);                                                               \
        return result;                                                                             \
    }                                                                                              \
    static type give_##name(void *context, type value)                                             \
    {                                                                                              \
        *(uint64_t *)context = widen(value);                                                       \
        return value;                                                                              \
    }

PASS(u8, uint8_t, bits_of_unsigned)
PASS(i8, int8_t, bits_of_signed)
PASS(u16, uint16_t, bits_of_unsigned)
PASS(i16, int16_t, bits_of_signed)
PASS(u32, uint32_t, bits_of_unsigned)
PASS(i32, int32_t, bits_of_signed)
PASS(u64, uint64_t, bits_of_unsigned)
PASS(i64, int64_t, bits_of_signed)
PASS(f32, float, bits_of_f32)
PASS(f64, double, bits_of_f64)
PASS(bool, bool, bits_of_unsigned)
PASS(char, char, bits_of_signed)
PASS(colour, val_colour, bits_of_unsigned)
PASS(level, val_level, bits_of_signed)
PASS(serial, val_serial, bits_of_unsigned)
PASS(marks, val_marks, bits_of_unsigned)
PASS(rights, val_rights, bits_of_unsigned)
PASS(point, val_point, bits_of_point)
PASS(vector, val_vector, bits_of_vector)
PASS(mixed, val_mixed, bits_of_mixed)
PASS(floats, val_floats, bits_of_floats)
PASS(large, val_large, bits_of_large)

const char *val_echo_text(const char *value)
{
    values_seen = bits_of_text(value);
    return values_keep(value);
}

const char *val_call_text(const val_on_text *callback, const char *value)
{
    const char *result = callback->call(callback->context, value);
    values_seen = bits_of_text(result);
    return result;
}

const char *val_through_text(const char *value)
{
    const char *result = val_java_text(value);
    values_seen = bits_of_text(result);
    return result;
}

static const char *give_text(void *context, const char *value)
{
    *(uint64_t *)context = bits_of_text(value);
    return values_keep(value);
}

/* A caller and a callee that promise nothing about the bits above a small value: the calling
 * convention allows them both. A callee truncates, and its compiler need not clear what is above;
 * a caller of the cast type sets all 64 bits of the argument's register. */
#define NARROW(name, type, widen)                                                                  \
    type val_narrow_##name(uint64_t bits)                                                          \
    {                                                                                              \
        return (type)bits;                                                                         \
    }                                                                                              \
    uint64_t val_dirty_##name(const val_on_##name *callback, uint64_t bits)                        \
    {                                                                                              \
        type (*call)(void *, uint64_t);                                                            \
        _Static_assert(sizeof call == sizeof callback->call, "pointers to functions are alike");   \
        memcpy(&call, &callback->call, sizeof call);                                               \
        return widen(call(callback->context, bits));                                               \
    }

NARROW(u8, uint8_t, bits_of_unsigned)
NARROW(i8, int8_t, bits_of_signed)
NARROW(u16, uint16_t, bits_of_unsigned)
NARROW(i16, int16_t, bits_of_signed)
NARROW(u32, uint32_t, bits_of_unsigned)
NARROW(i32, int32_t, bits_of_signed)
NARROW(bool, bool, bits_of_unsigned)
NARROW(char, char, bits_of_signed)
NARROW(colour, val_colour, bits_of_unsigned)
NARROW(level, val_level, bits_of_signed)
NARROW(marks, val_marks, bits_of_unsigned)

#define GIVE(name) const val_on_##name name = {give_##name, NULL, &values_seen};

void val_offer(const val_on_offer *taker)
{
    GIVE(u8)
    GIVE(i8)
    GIVE(u16)
    GIVE(i16)
    GIVE(u32)
    GIVE(i32)
    GIVE(u64)
    GIVE(i64)
    GIVE(f32)
    GIVE(f64)
    const val_on_bool truth = {give_bool, NULL, &values_seen};
    const val_on_char character = {give_char, NULL, &values_seen};
    GIVE(colour)
    GIVE(level)
    GIVE(serial)
    GIVE(marks)
    GIVE(rights)
    GIVE(point)
    GIVE(vector)
    GIVE(mixed)
    GIVE(floats)
    GIVE(large)
    GIVE(text)
    val_on_const_point const_point;
    val_on_two_points two_points;
    val_on_box box;
    val_on_token token;
    val_on_pointer pointer;
    val_on_nothing nothing;
    val_on_many many;
    val_on_arrays arrays;
    val_on_fill fill;
    values_offer_pointers(&const_point, &two_points, &box, &token, &pointer, &nothing);
    values_offer_many(&many);
    values_offer_arrays(&arrays, &fill);
    taker->call(taker->context, &u8, &i8, &u16, &i16, &u32, &i32, &u64, &i64, &f32, &f64, &truth,
                &character, &colour, &level, &serial, &marks, &rights, &point, &vector, &mixed,
                &floats, &large, &text, &const_point, &two_points, &box, &token, &pointer, &nothing,
                &many, &arrays, &fill);
}
