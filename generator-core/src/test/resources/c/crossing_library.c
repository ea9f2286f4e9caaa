/* SPDX-License-Identifier: Apache-2.0 */
/* What the schema "crossing" declares for C, made to show what arrived. */
#include <crossing/crossing_callbacks.h>
#include <stddef.h>

cr_wide cr_larger(cr_wide wide, uint32_t by) {
    cr_wide_set_number(&wide, cr_wide_get_number(&wide) + by);
    wide.address[3]++;
    wide.time = -wide.time;
    return wide;
}

float cr_real_of(cr_tagged tagged) {
    float real = 0;
    return cr_tagged_get_either_real(&tagged, &real) == 0 ? real : -1;
}

uint32_t cr_total(cr_few few) {
    uint32_t total = few.bytes.octets[0];
    for (uint32_t i = 0; i < cr_few_list_count(&few); i++) {
        total += few.list[i];
    }
    return total;
}

un_scale cr_scale_up(un_amount *amount, un_amount *amounts, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        amounts[i].value *= 2;
    }
    amount->value += n;
    amount->scale = UN_SCALE_MEGA;
    return amount->scale;
}

cr_wide cr_ask(const cr_on_amount *callback, uint32_t n) {
    un_amount amount = UN_AMOUNT_INIT;
    un_amount amounts[4] = {{0}};
    cr_wide wide = CR_WIDE_INIT;
    cr_tagged tagged = CR_TAGGED_INIT;
    for (uint32_t i = 0; i < n; i++) {
        amounts[i].value = i;
    }
    cr_wide_set_number(&wide, n);
    cr_tagged_set_either_number(&tagged, 77);
    wide = callback->call(callback->context, &amount, n == 0 ? NULL : amounts, n, wide, tagged);
    wide.time += (int64_t)amount.value;
    return wide;
}
