/* SPDX-License-Identifier: Apache-2.0 */
/* Values handed over by address: structs, handles, texts, and addresses without a type. */
#include <errno.h>
#include <stdlib.h>

#include "values_seen.h"

int64_t val_sum_point(const val_point *point)
{
    return point == NULL ? -1 : (int64_t)point->x + point->y;
}

bool val_move_point(val_point *point, int32_t by)
{
    if (point == NULL) {
        return false;
    }
    point->x += by;
    point->y -= by;
    return true;
}

int64_t val_call_const_point(const val_on_const_point *callback, const val_point *point)
{
    return callback->call(callback->context, point);
}

int64_t val_call_two_points(const val_on_two_points *callback, const val_point *from, val_point *to)
{
    return callback->call(callback->context, from, to);
}

static int64_t give_const_point(void *context, const val_point *point)
{
    (void)context;
    return val_sum_point(point);
}

static int64_t give_two_points(void *context, const val_point *from, val_point *to)
{
    (void)context;
    if (from == NULL || to == NULL) {
        return -1;
    }
    *to = *from;
    return 0;
}

struct val_box {
    int64_t value;
};

static int64_t open_boxes;

val_box *val_box_open(int64_t value)
{
    val_box *box = value < 0 ? NULL : malloc(sizeof *box);
    if (box != NULL) {
        box->value = value;
        __atomic_fetch_add(&open_boxes, 1, __ATOMIC_RELAXED);
    }
    return box;
}

void val_box_close(val_box *box)
{
    if (box != NULL) {
        box->value = INT64_MIN;
        free(box);
        __atomic_fetch_sub(&open_boxes, 1, __ATOMIC_RELAXED);
    }
}

int64_t val_box_value(val_box *box)
{
    return box == NULL ? -1 : box->value;
}

int64_t val_boxes(void)
{
    return __atomic_load_n(&open_boxes, __ATOMIC_RELAXED);
}

int64_t val_call_box(const val_on_box *callback, val_box *box)
{
    return val_box_value(callback->call(callback->context, box));
}

int64_t val_through_box(val_box *box)
{
    return val_box_value(val_java_box(box));
}

static val_box *give_box(void *context, val_box *box)
{
    (void)context;
    if (box != NULL) {
        box->value++;
    }
    return box;
}

struct val_token {
    int32_t number;
};

static struct val_token tokens[3] = {{10}, {11}, {12}};

val_token *val_token_of(uint8_t number)
{
    return number < 3 ? &tokens[number] : NULL;
}

int32_t val_token_number(val_token *token)
{
    return token == NULL ? -1 : token->number;
}

int32_t val_call_token(const val_on_token *callback, val_token *token)
{
    return val_token_number(callback->call(callback->context, token));
}

static val_token *give_token(void *context, val_token *token)
{
    (void)context;
    return token == NULL ? &tokens[2] : token;
}

uint64_t val_address(void *pointer)
{
    return (uint64_t)(uintptr_t)pointer;
}

uint64_t val_call_pointer(const val_on_pointer *callback, void *pointer)
{
    return callback->call(callback->context, pointer);
}

static uint64_t give_pointer(void *context, void *pointer)
{
    (void)context;
    return val_address(pointer);
}

static uint32_t calls_of_nothing;

uint32_t val_called(void)
{
    return calls_of_nothing;
}

void val_call_nothing(const val_on_nothing *callback)
{
    callback->call(callback->context);
}

static void give_nothing(void *context)
{
    ++*(uint32_t *)context;
}

int64_t val_text_bytes(const char *text)
{
    return text == NULL ? -1 : (int64_t)strlen(text);
}

uint8_t val_text_byte(const char *text, uint64_t index)
{
    return (uint8_t)text[index];
}

const char *val_bad_text(void)
{
    return "a\xFFz";
}

int32_t val_fail_with(int32_t number)
{
    errno = number;
    return -1;
}

int32_t val_add(int32_t left, int32_t right)
{
    return (int32_t)((uint32_t)left + (uint32_t)right);
}

void values_offer_pointers(val_on_const_point *const_point, val_on_two_points *two_points,
                           val_on_box *box, val_on_token *token, val_on_pointer *pointer,
                           val_on_nothing *nothing)
{
    *const_point = (val_on_const_point){give_const_point, NULL, NULL};
    *two_points = (val_on_two_points){give_two_points, NULL, NULL};
    *box = (val_on_box){give_box, NULL, NULL};
    *token = (val_on_token){give_token, NULL, NULL};
    *pointer = (val_on_pointer){give_pointer, NULL, NULL};
    *nothing = (val_on_nothing){give_nothing, NULL, &calls_of_nothing};
}

int64_t val_through_points(const val_point *from, val_point *to)
{
    return val_java_points(from, to);
}

int64_t val_through_fill(const int16_t *left, val_point *right, uint32_t count)
{
    return val_java_fill(left, right, count);
}

uint64_t val_through_pointer(void *pointer)
{
    return val_java_pointer(pointer);
}

/* Java calls this callback of C during its call. */
static int8_t negate(void *context, int8_t value)
{
    (void)context;
    return (int8_t)-value;
}

int8_t val_through_callback(int8_t value)
{
    const val_on_i8 callback = {negate, NULL, NULL};
    return val_java_callback(&callback, value);
}

void val_through_nothing(void)
{
    val_java_nothing();
}
