/* SPDX-License-Identifier: Apache-2.0 */
/* What generated types do; compiled as C and as C++. */
#include <everything/everything.h>
#include <string.h>

#include "check.h"

static void texts_are_stored_whole_or_not_at_all(void) {
    all_texts texts = ALL_TEXTS_INIT;
    memset(&texts, 'x', sizeof texts);
    CHECK(all_texts_set_name(&texts, "fifteen bytes..") == 0);
    CHECK(memcmp(texts.name, "fifteen bytes..\0", 16) == 0);
    CHECK(all_texts_set_name(&texts, "sixteen bytes...") == -1);
    CHECK(strcmp(texts.name, "fifteen bytes..") == 0);
    CHECK(all_texts_set_name(&texts, "a") == 0);
    CHECK(memcmp(texts.name, "a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16) == 0);
    CHECK(texts.one[0] == 'x' && texts.open[0] == 'x');
    CHECK(all_texts_set_one(&texts, "") == 0 && texts.one[0] == '\0');
    CHECK(all_texts_set_one(&texts, "a") == -1);
}

static void open_text_may_be_full(void) {
    all_texts texts = ALL_TEXTS_INIT;
    CHECK(all_texts_set_open(&texts, "abcd") == 0);
    CHECK(memcmp(texts.open, "abcd", 4) == 0 && texts.lines[0][0] == '\0');
    CHECK(all_texts_open_length(&texts) == 4);
    CHECK(all_texts_set_open(&texts, "abcde") == -1);
    CHECK(all_texts_set_open(&texts, "ab") == 0 && all_texts_open_length(&texts) == 2);
}

static void text_of_an_array_is_chosen_by_index(void) {
    all_texts texts = ALL_TEXTS_INIT;
    CHECK(all_texts_set_lines(&texts, 2, "third") == 0);
    CHECK(all_texts_set_lines(&texts, 1, "too long") == -1);
    CHECK(texts.lines[0][0] == '\0' && texts.lines[1][0] == '\0');
    CHECK(strcmp(texts.lines[2], "third") == 0 && all_texts_lines_length(&texts, 2) == 5);
}

static void length_stops_where_a_hostile_text_has_no_end(void) {
    all_texts texts;
    memset(&texts, 'x', sizeof texts);
    CHECK(all_texts_name_length(&texts) == sizeof texts.name);
}

static void new_struct_has_its_defaults(const all_defaults *made) {
    CHECK(made->flag == 1 && made->letter == '?');
    CHECK(made->tiny == INT8_MIN && made->byte == UINT8_MAX);
    CHECK(made->short_number == INT16_MIN && made->unsigned_short == UINT16_MAX);
    CHECK(made->number == INT32_MIN && made->unsigned_number == UINT32_MAX);
    CHECK(made->large == INT64_MIN && made->unsigned_large == UINT64_MAX);
    CHECK(made->single < -1.4f && made->single > -1.6f);
    CHECK(made->real != made->real);
    CHECK(memcmp(made->text, "K\xc3\xa4s\n\"?\0", 8) == 0);
    CHECK(memcmp(made->full, "ABCD", 4) == 0);
    CHECK(made->trigraph[0] == '?' && made->trigraph[1] == '?' && made->trigraph[2] == '/');
    CHECK(made->small_ == 255 && made->wide == UINT32_MAX && made->signed_huge == INT64_MIN);
    CHECK(made->flags8 == 0x81 && made->flags64 == UINT64_C(1) << 63);
    CHECK(made->padding_36[0] == 0 && made->padding_69[2] == 0 && made->padding_89[6] == 0);
}

static void every_element_of_an_array_has_its_defaults(void) {
    static const all_arrays arrays = ALL_ARRAYS_INIT;
    static const all_scalars zero = ALL_SCALARS_INIT;
    size_t i;
    for (i = 0; i < 5; i++) {
        new_struct_has_its_defaults(&arrays.defaults[i]);
    }
    for (i = 0; i < 4; i++) {
        new_struct_has_its_defaults(&arrays.pairs[i / 2][i % 2]);
    }
    CHECK(memcmp(&arrays.scalars[0], &zero, sizeof zero) == 0);
    CHECK(memcmp(&arrays.scalars[999], &zero, sizeof zero) == 0);
    CHECK(arrays.big[0] == 0 && arrays.big[99999] == 0);
}

static void atomics_of_every_width_change_nothing_else(void) {
    all_atomics words = ALL_ATOMICS_INIT;
    uint64_t expected = 7;
    all_atomics_store_a64(&words, 5);
    CHECK(all_atomics_load_a64(&words) == 5);
    CHECK(all_atomics_exchange_a64(&words, 6) == 5);
    CHECK(!all_atomics_compare_exchange_a64(&words, &expected, 8) && expected == 6);
    CHECK(all_atomics_compare_exchange_a64(&words, &expected, UINT64_MAX));
    CHECK(all_atomics_fetch_add_a64(&words, 1) == UINT64_MAX && words.a64 == 0);
    all_atomics_store_s8(&words, -128);
    CHECK(all_atomics_fetch_add_s8(&words, -1) == -128 && words.s8 == 127);
    all_atomics_store_a16(&words, 65535);
    CHECK(all_atomics_fetch_add_a16(&words, 1) == 65535 && words.a16 == 0 && words.s16 == 0);
    all_atomics_store_s32(&words, INT32_MIN);
    CHECK(all_atomics_load_s32(&words) == INT32_MIN && words.a32 == 0);
    all_atomics_store_flag(&words, 1);
    CHECK(all_atomics_load_flag(&words) == 1 && words.a8 == 0);
}

int main(void) {
    all_defaults made = ALL_DEFAULTS_INIT;
    texts_are_stored_whole_or_not_at_all();
    open_text_may_be_full();
    text_of_an_array_is_chosen_by_index();
    length_stops_where_a_hostile_text_has_no_end();
    new_struct_has_its_defaults(&made);
    every_element_of_an_array_has_its_defaults();
    atomics_of_every_width_change_nothing_else();
    puts("done");
    return 0;
}
