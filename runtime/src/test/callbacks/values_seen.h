/* SPDX-License-Identifier: Apache-2.0 */
/* Functions that the parts of the library of values.tenon.yaml share. */
#ifndef VALUES_SEEN_H
#define VALUES_SEEN_H

#include <string.h>

#include <values/values_callbacks.h>
#include <values/values_exports.h>

/* The value that C saw last, widened as C widens a value of its type: wrong upper bits of an
 * argument or a result show here. */
extern uint64_t values_seen;

static inline uint64_t bits_of_f32(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline uint64_t bits_of_f64(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline uint64_t bits_of_signed(int64_t value)
{
    return (uint64_t)value;
}

static inline uint64_t bits_of_unsigned(uint64_t value)
{
    return value;
}

static inline uint64_t bits_of_point(val_point point)
{
    return (uint32_t)point.x | (uint64_t)(uint32_t)point.y << 32;
}

static inline uint64_t bits_of_vector(val_vector vector)
{
    return bits_of_f64(vector.x) ^ (bits_of_f64(vector.y) << 1);
}

static inline uint64_t bits_of_mixed(val_mixed mixed)
{
    return bits_of_f64(mixed.weight) ^ ((uint64_t)mixed.number << 16) ^
           ((uint64_t)mixed.colour << 8) ^ mixed.sure;
}

static inline uint64_t bits_of_floats(val_floats floats)
{
    return bits_of_f32(floats.a) ^ (bits_of_f32(floats.b) << 16) ^ (bits_of_f32(floats.c) << 32);
}

static inline uint64_t bits_of_large(val_large large)
{
    uint64_t bits = large.total ^ large.marks;
    for (int i = 0; i < 20; i++) {
        bits = bits * 31 + (unsigned char)large.name[i];
    }
    for (int i = 0; i < 4; i++) {
        bits = bits * 31 + bits_of_point(large.corners[i]);
    }
    return bits;
}

/* Length in bytes, all bits set for NULL. */
static inline uint64_t bits_of_text(const char *text)
{
    return text == NULL ? UINT64_MAX : (uint64_t)strlen(text);
}

/* A copy that C keeps until the next text. */
const char *values_keep(const char *text);

void values_offer_pointers(val_on_const_point *const_point, val_on_two_points *two_points,
                           val_on_box *box, val_on_token *token, val_on_pointer *pointer,
                           val_on_nothing *nothing);
void values_offer_arrays(val_on_arrays *arrays, val_on_fill *fill);
void values_offer_many(val_on_many *many);

#endif
