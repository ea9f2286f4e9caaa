/* SPDX-License-Identifier: Apache-2.0 */
/* More parameters than there are registers: small integers, floats and structs on the stack, where
 * nobody promises what lies beside a small value. */
#include <math.h>

#include "values_seen.h"

#define PARAMETERS                                                                                 \
    int8_t a_i8, uint8_t a_u8, int16_t a_i16, uint16_t a_u16, int32_t a_i32, uint32_t a_u32,       \
    float b_f32, double b_f64, float c_f32, double c_f64, float d_f32, double d_f64, float         \
    e_f32, double e_f64, float f_f32, double f_f64, int8_t g_i8, uint8_t g_u8, int16_t g_i16,      \
    uint16_t g_u16, int32_t g_i32, uint32_t g_u32, bool g_bool, char g_char, val_colour            \
    g_colour, int64_t g_i64, const char *h_text, val_point h_point, val_large h_large, const       \
    val_point *h_where, int8_t i_i8, val_marks i_marks

static uint64_t bits[32];

uint64_t val_many_bits(uint32_t index)
{
    return index < 32 ? bits[index] : 0;
}

int16_t val_many(PARAMETERS)
{
    bits[0] = bits_of_signed(a_i8);
    bits[1] = bits_of_unsigned(a_u8);
    bits[2] = bits_of_signed(a_i16);
    bits[3] = bits_of_unsigned(a_u16);
    bits[4] = bits_of_signed(a_i32);
    bits[5] = bits_of_unsigned(a_u32);
    bits[6] = bits_of_f32(b_f32);
    bits[7] = bits_of_f64(b_f64);
    bits[8] = bits_of_f32(c_f32);
    bits[9] = bits_of_f64(c_f64);
    bits[10] = bits_of_f32(d_f32);
    bits[11] = bits_of_f64(d_f64);
    bits[12] = bits_of_f32(e_f32);
    bits[13] = bits_of_f64(e_f64);
    bits[14] = bits_of_f32(f_f32);
    bits[15] = bits_of_f64(f_f64);
    bits[16] = bits_of_signed(g_i8);
    bits[17] = bits_of_unsigned(g_u8);
    bits[18] = bits_of_signed(g_i16);
    bits[19] = bits_of_unsigned(g_u16);
    bits[20] = bits_of_signed(g_i32);
    bits[21] = bits_of_unsigned(g_u32);
    bits[22] = bits_of_unsigned(g_bool);
    bits[23] = bits_of_signed(g_char);
    bits[24] = bits_of_unsigned(g_colour);
    bits[25] = bits_of_signed(g_i64);
    bits[26] = bits_of_text(h_text);
    bits[27] = bits_of_point(h_point);
    bits[28] = bits_of_large(h_large);
    bits[29] = bits_of_signed(val_sum_point(h_where));
    bits[30] = bits_of_signed(i_i8);
    bits[31] = bits_of_unsigned(i_marks);
    return g_i16;
}

static int16_t give_many(void *context, PARAMETERS)
{
    (void)context;
    return val_many(a_i8, a_u8, a_i16, a_u16, a_i32, a_u32, b_f32, b_f64, c_f32, c_f64, d_f32,
                    d_f64, e_f32, e_f64, f_f32, f_f64, g_i8, g_u8, g_i16, g_u16, g_i32, g_u32,
                    g_bool, g_char, g_colour, g_i64, h_text, h_point, h_large, h_where, i_i8,
                    i_marks);
}

void values_offer_many(val_on_many *on_many)
{
    *on_many = (val_on_many){give_many, NULL, NULL};
}

/* The least and the greatest of every type, as the tests in Java expect them. */
#define LOW_POINT ((val_point){INT32_MIN, INT32_MIN})
#define HIGH_POINT ((val_point){INT32_MAX, INT32_MAX})
#define LEAST                                                                                      \
    INT8_MIN, 0, INT16_MIN, 0, INT32_MIN, 0, -0.0f, -0.0, -0.0f, -0.0, -0.0f, -0.0, -0.0f, -0.0,   \
    -0.0f, -0.0, INT8_MIN, 0, INT16_MIN, 0, INT32_MIN, 0, false, '\0', VAL_COLOUR_RED,             \
    INT64_MIN, NULL, LOW_POINT, empty, NULL, INT8_MIN, 0
#define GREATEST                                                                                   \
    INT8_MAX, UINT8_MAX, INT16_MAX, UINT16_MAX, INT32_MAX, UINT32_MAX, INFINITY, INFINITY,         \
    INFINITY, INFINITY, INFINITY, INFINITY, INFINITY, INFINITY, INFINITY, INFINITY, INT8_MAX,      \
    UINT8_MAX, INT16_MAX, UINT16_MAX, INT32_MAX, UINT32_MAX, true, (char)0xFF, VAL_COLOUR_BLUE,    \
    INT64_MAX, "\xF0\x9D\x84\x9E", HIGH_POINT, full, &high, INT8_MAX, UINT8_MAX

static const val_large empty = {.name = "", .total = 0};
static const val_large full = {.name = "nineteen characters",
                               .corners = {{1, 2}, {3, 4}, {5, 6}, {INT32_MAX, INT32_MIN}},
                               .total = UINT64_MAX,
                               .marks = UINT8_MAX};
static const val_point high = {INT32_MAX, INT32_MAX};

int16_t val_call_many(const val_on_many *callback, bool minimum)
{
    return minimum ? callback->call(callback->context, LEAST)
                   : callback->call(callback->context, GREATEST);
}

int16_t val_through_many(bool minimum)
{
    return minimum ? val_java_many(LEAST) : val_java_many(GREATEST);
}
