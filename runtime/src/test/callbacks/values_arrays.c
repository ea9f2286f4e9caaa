/* SPDX-License-Identifier: Apache-2.0 */
/* Arrays with a count, of every kind of element, read and written by either side. */
#include <stdlib.h>

#include "values_seen.h"

/* Sum that stands for an array with elements but without an address. */
#define NO_ARRAY INT64_C(-1000000)

#define ARRAY(name, type)                                                                          \
    int64_t val_sum_##name##s(const type *values, uint32_t count)                                  \
    {                                                                                              \
        int64_t sum = values == NULL && count > 0 ? NO_ARRAY : 0;                                  \
        for (uint32_t i = 0; values != NULL && i < count; i++) {                                   \
            sum += (int64_t)values[i];                                                             \
        }                                                                                          \
        return sum;                                                                                \
    }                                                                                              \
    void val_double_##name##s(type *values, uint64_t count)                                        \
    {                                                                                              \
        for (uint64_t i = 0; i < count; i++) {                                                     \
            values[i] = (type)(values[i] + values[i]);                                             \
        }                                                                                          \
    }                                                                                              \
    static type *new_##name##s(uint64_t count)                                                     \
    {                                                                                              \
        type *values = count == 0 ? NULL : calloc((size_t)count, sizeof *values);                  \
        for (uint64_t i = 0; values != NULL && i < count; i++) {                                   \
            values[i] = (type)(i + 1);                                                             \
        }                                                                                          \
        return values;                                                                             \
    }

ARRAY(u8, uint8_t)
ARRAY(i8, int8_t)
ARRAY(u16, uint16_t)
ARRAY(i16, int16_t)
ARRAY(u32, uint32_t)
ARRAY(i32, int32_t)
ARRAY(u64, uint64_t)
ARRAY(i64, int64_t)
ARRAY(f32, float)
ARRAY(f64, double)
ARRAY(bool, uint8_t)
ARRAY(char, char)
ARRAY(colour, val_colour)
ARRAY(serial, val_serial)
ARRAY(mark, val_marks)

int64_t val_sum_points(const val_point *values, uint32_t count)
{
    int64_t sum = values == NULL && count > 0 ? NO_ARRAY : 0;
    for (uint32_t i = 0; values != NULL && i < count; i++) {
        sum += (int64_t)values[i].x + values[i].y;
    }
    return sum;
}

void val_double_points(val_point *values, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        values[i].x *= 2;
        values[i].y *= 2;
    }
}

static val_point *new_points(uint64_t count)
{
    val_point *values = count == 0 ? NULL : calloc((size_t)count, sizeof *values);
    for (uint64_t i = 0; values != NULL && i < count; i++) {
        values[i].x = (int32_t)(i + 1);
    }
    return values;
}

double val_dot(const double *left, const double *right, uint8_t count)
{
    double sum = 0;
    for (uint8_t i = 0; i < count; i++) {
        sum += left[i] * right[i];
    }
    return sum;
}

/* One array of each kind: 1, 2, 3 and so on. */
typedef struct arrays {
    uint8_t *u8s;
    int8_t *i8s;
    uint16_t *u16s;
    int16_t *i16s;
    uint32_t *u32s;
    int32_t *i32s;
    uint64_t *u64s;
    int64_t *i64s;
    float *f32s;
    double *f64s;
    uint8_t *bools;
    char *chars;
    val_colour *colours;
    val_serial *serials;
    val_marks *marks;
    val_point *points;
} arrays;

static arrays new_arrays(uint64_t count)
{
    return (arrays){new_u8s(count), new_i8s(count), new_u16s(count), new_i16s(count),
                    new_u32s(count), new_i32s(count), new_u64s(count), new_i64s(count),
                    new_f32s(count), new_f64s(count), new_bools(count), new_chars(count),
                    new_colours(count), new_serials(count), new_marks(count), new_points(count)};
}

static void free_arrays(arrays *all)
{
    free(all->u8s);
    free(all->i8s);
    free(all->u16s);
    free(all->i16s);
    free(all->u32s);
    free(all->i32s);
    free(all->u64s);
    free(all->i64s);
    free(all->f32s);
    free(all->f64s);
    free(all->bools);
    free(all->chars);
    free(all->colours);
    free(all->serials);
    free(all->marks);
    free(all->points);
}

static int64_t sum_arrays(const arrays *all, uint32_t count)
{
    return val_sum_u8s(all->u8s, count) + val_sum_i8s(all->i8s, count) + val_sum_u16s(all->u16s,
           count) + val_sum_i16s(all->i16s, count) + val_sum_u32s(all->u32s, count) +
           val_sum_i32s(all->i32s, count) + val_sum_u64s(all->u64s, count) + val_sum_i64s(all->i64s,
           count) + val_sum_f32s(all->f32s, count) + val_sum_f64s(all->f64s, count) +
           val_sum_bools(all->bools, count) + val_sum_chars(all->chars, count) +
           val_sum_colours(all->colours, count) + val_sum_serials(all->serials, count) +
           val_sum_marks(all->marks, count) + val_sum_points(all->points, count);
}

int64_t val_call_arrays(const val_on_arrays *callback, uint16_t count)
{
    arrays all = new_arrays(count);
    int64_t result = callback->call(callback->context, all.u8s, all.i8s, all.u16s, all.i16s,
                                    all.u32s, all.i32s, all.u64s, all.i64s, all.f32s, all.f64s,
                                    all.bools, all.chars, all.colours, all.serials, all.marks,
                                    all.points, count);
    free_arrays(&all);
    return result;
}

/* The sum of what Java left in the arrays, or its result when that is negative. */
int64_t val_call_fill(const val_on_fill *callback, uint64_t count)
{
    arrays all = new_arrays(count);
    int64_t result = callback->call(callback->context, all.u8s, all.i8s, all.u16s, all.i16s,
                                    all.u32s, all.i32s, all.u64s, all.i64s, all.f32s, all.f64s,
                                    all.bools, all.chars, all.colours, all.serials, all.marks,
                                    all.points, count);
    int64_t sum = sum_arrays(&all, (uint32_t)count);
    free_arrays(&all);
    return result < 0 ? result : sum;
}

static int64_t give_arrays(void *context, const uint8_t *u8s, const int8_t *i8s, const uint16_t
                           *u16s, const int16_t *i16s, const uint32_t *u32s, const int32_t *i32s,
                           const uint64_t *u64s, const int64_t *i64s, const float *f32s, const
                           double *f64s, const uint8_t *bools, const char *chars, const val_colour
                           *colours, const val_serial *serials, const val_marks *marks, const
                           val_point *points, uint16_t count)
{
    (void)context;
    return val_sum_u8s(u8s, count) + val_sum_i8s(i8s, count) + val_sum_u16s(u16s, count) +
           val_sum_i16s(i16s, count) + val_sum_u32s(u32s, count) + val_sum_i32s(i32s, count) +
           val_sum_u64s(u64s, count) + val_sum_i64s(i64s, count) + val_sum_f32s(f32s, count) +
           val_sum_f64s(f64s, count) + val_sum_bools(bools, count) + val_sum_chars(chars, count) +
           val_sum_colours(colours, count) + val_sum_serials(serials, count) + val_sum_marks(marks,
           count) + val_sum_points(points, count);
}

static int64_t give_fill(void *context, uint8_t *u8s, int8_t *i8s, uint16_t *u16s, int16_t *i16s,
                         uint32_t *u32s, int32_t *i32s, uint64_t *u64s, int64_t *i64s, float *f32s,
                         double *f64s, uint8_t *bools, char *chars, val_colour *colours, val_serial
                         *serials, val_marks *marks, val_point *points, uint64_t count)
{
    (void)context;
    val_double_u8s(u8s, count);
    val_double_i8s(i8s, count);
    val_double_u16s(u16s, count);
    val_double_i16s(i16s, count);
    val_double_u32s(u32s, count);
    val_double_i32s(i32s, count);
    val_double_u64s(u64s, count);
    val_double_i64s(i64s, count);
    val_double_f32s(f32s, count);
    val_double_f64s(f64s, count);
    val_double_bools(bools, count);
    val_double_chars(chars, count);
    val_double_colours(colours, count);
    val_double_serials(serials, count);
    val_double_marks(marks, count);
    val_double_points(points, count);
    return (int64_t)count;
}

void values_offer_arrays(val_on_arrays *on_arrays, val_on_fill *on_fill)
{
    *on_arrays = (val_on_arrays){give_arrays, NULL, NULL};
    *on_fill = (val_on_fill){give_fill, NULL, NULL};
}
