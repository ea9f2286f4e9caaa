/* SPDX-License-Identifier: Apache-2.0 */
/* What generated types of the whole language do; compiled as C and as C++. */
#include <corners/corners.h>
#include <language/language.h>
#include <string.h>

#include "check.h"

#define ALL(text) (sizeof(text) - 1)

static void counts_are_never_more_than_there_is_room_for(void) {
    la_lists lists = LA_LISTS_INIT;
    uint16_t i;
    CHECK(la_lists_numbers_count(&lists) == 0);
    for (i = 0; i < LA_DEPTH; i++) {
        CHECK(la_lists_add_numbers(&lists, i) == 0);
    }
    CHECK(lists.numbers_count == 4 && lists.numbers[3] == 3);
    CHECK(la_lists_add_numbers(&lists, 9) == -1);
    CHECK(lists.numbers_count == 4 && lists.reals_count == 0);
    lists.numbers_count = UINT32_MAX;
    CHECK(la_lists_numbers_count(&lists) == 4);
    CHECK(la_lists_add_numbers(&lists, 9) == -1 && lists.numbers_count == UINT32_MAX);
}

static void elements_of_every_kind_are_appended(void) {
    static const uint8_t id[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    la_lists lists;
    la_order *order;
    memset(&lists, 0xff, sizeof lists);
    lists.masks_count = lists.names_count = lists.ids_count = lists.orders_count = 0;
    CHECK(la_lists_add_masks(&lists, LA_ACCESS_OWNER | LA_ACCESS_READ) == 0);
    CHECK(memcmp(lists.masks, "\x80\0\0\1\xff", 5) == 0);
    CHECK(la_lists_get_masks(&lists, 0) == (LA_ACCESS_OWNER | LA_ACCESS_READ));
    la_lists_set_masks(&lists, 0, LA_ACCESS_WRITE);
    CHECK(memcmp(lists.masks, "\0\0\0\2\xff", 5) == 0);
    CHECK(la_lists_add_names(&lists, "8 bytes.") == -1 && lists.names_count == 0);
    CHECK(la_lists_add_names(&lists, "7 bytes") == 0 && la_lists_add_names(&lists, "") == 0);
    CHECK(memcmp(lists.names, "7 bytes\0\0\0\0\0\0\0\0\0\xff", 17) == 0);
    CHECK(la_lists_names_length(&lists, 0) == 7 && la_lists_names_count(&lists) == 2);
    CHECK(la_lists_set_names(&lists, 1, "more") == 0 && strcmp(lists.names[1], "more") == 0);
    CHECK(la_lists_add_ids(&lists, id) == 0 && lists.ids_count == 1);
    CHECK(memcmp(lists.ids[0], id, 16) == 0 && lists.ids[1][0] == 0xff);
    order = la_lists_add_orders(&lists);
    CHECK(order == &lists.orders[0] && lists.orders_count == 1);
    CHECK(order->price == 12500 && order->quantity == 1 && order->side == LA_KIND_CANCEL);
    CHECK(order->padding_13[2] == 0 && lists.orders[1].quantity == UINT32_MAX);
    while (lists.orders_count < LA_DOUBLE_DEPTH) {
        CHECK(la_lists_add_orders(&lists) == &lists.orders[lists.orders_count - 1]);
    }
    CHECK(la_lists_add_orders(&lists) == NULL && la_lists_add_pairs(&lists) == NULL);
}

static void nothing_is_in_a_new_list(void) {
    static const la_lists lists = LA_LISTS_INIT;
    static const cr_tree tree = CR_TREE_INIT;
    la_lists zeros;
    memset(&zeros, 0, sizeof zeros);
    CHECK(memcmp(&lists, &zeros, sizeof lists) == 0);
    CHECK(tree.leaves[0].cell.value == 0 && tree.leaves[0].big == 0 && tree.more[2].big == 0);
    CHECK(tree.rows[1][1].cell.value == 7 && tree.rows[1][1].cells[0].value == 0);
    CHECK(memcmp(&tree.rows[1][0].big, "\x3f\xc0\0\0", 4) == 0);
}

static void bits_are_changed_alone(void) {
    la_bits bits = LA_BITS_INIT;
    CHECK(la_bits_set_control_mode(&bits, 9) == 0 && bits.control == 0x0009);
    CHECK(la_bits_set_control_ready(&bits, 2) == 0 && bits.control == 0x0019);
    CHECK(la_bits_set_control_level(&bits, LA_LEVEL_HIGH) == 0 && bits.control == 0x0059);
    CHECK(la_bits_set_control_top(&bits, 1) == 0 && bits.control == 0x8059);
    CHECK(la_bits_set_control_mode(&bits, 16) == -1 && la_bits_set_control_level(&bits, 4) == -1);
    CHECK(la_bits_set_control_top(&bits, 2) == -1 && bits.control == 0x8059);
    CHECK(la_bits_get_control_mode(&bits) == 9 && la_bits_get_control_ready(&bits) == 1);
    CHECK(la_bits_get_control_level(&bits) == LA_LEVEL_HIGH && la_bits_get_control_top(&bits) == 1);
    bits.control = 0xffff;
    CHECK(la_bits_set_control_ready(&bits, 0) == 0 && bits.control == 0xffef);
    CHECK(la_bits_set_control_mode(&bits, 0) == 0 && bits.control == 0xffe0);
    CHECK(bits.control == (LA_BITS_CONTROL_LEVEL_MASK | 0xff80));
    CHECK(3 << LA_BITS_CONTROL_LEVEL_SHIFT == LA_BITS_CONTROL_LEVEL_MASK);
    CHECK(la_bits_set_whole_value(&bits, UINT64_MAX) == 0 && bits.whole == UINT64_MAX);
    CHECK(la_bits_set_small_all(&bits, 255) == 0 && la_bits_get_small_all(&bits) == 255);
}

static void bits_of_a_big_endian_number_are_where_they_belong(void) {
    la_bits bits = LA_BITS_INIT;
    cr_units units = CR_UNITS_INIT;
    CHECK(la_bits_set_wide_sign(&bits, 1) == 0 && la_bits_set_wide_low(&bits, 0x01020304) == 0);
    CHECK(la_bits_set_wide_high(&bits, UINT64_C(0x80000000)) == -1);
    CHECK(memcmp(&bits.wide, "\x80\0\0\0\1\2\3\4", 8) == 0);
    CHECK(la_bits_get_wide(&bits) == UINT64_C(0x8000000001020304));
    CHECK(la_bits_get_wide_sign(&bits) == 1 && la_bits_get_wide_low(&bits) == 0x01020304);
    CHECK(cr_units_set_long_level(&units, CR_POSITIVE_LAST) == 0);
    CHECK(cr_units_set_long_level(&units, -1) == -1 && cr_units_set_half_level(&units, -128) == -1);
    CHECK(cr_units_set_long_top(&units, 1) == 0 && memcmp(&units.long_, "\xff\0\0\0", 4) == 0);
    CHECK(cr_units_get_long_level(&units) == 127);
    CHECK(cr_units_set_half_wide(&units, 8) == -1);
    CHECK(cr_units_set_half_wide(&units, UINT64_C(1) << 32) == -1);
    CHECK(cr_units_set_half_wide(&units, CR_LARGE_SEVEN) == 0);
    CHECK(memcmp(&units.half, "\x1c\0", 2) == 0 && cr_units_get_half_wide(&units) == 7);
    CHECK(cr_units_set_word_more(&units, 511) == 0 && units.word == UINT32_C(0xff80));
    CHECK(cr_units_set_word_carry(&units, 1) == 0 && units.word == UINT32_C(0x8000ff80));
}

static void the_most_significant_byte_comes_first(void) {
    la_big big = LA_BIG_INIT;
    CHECK(memcmp(&big.a16, "\xff\xfe", 2) == 0 && la_big_get_a16(&big) == -2);
    CHECK(memcmp(&big.a32, "\1\2\3\4", 4) == 0 && la_big_get_a32(&big) == 0x01020304);
    CHECK(memcmp(&big.f32, "\x3f\xc0\0\0", 4) == 0 && la_big_get_f32(&big) * 2 > 2.99f);
    CHECK(memcmp(&big.f64, "\xc0\4\0\0\0\0\0\0", 8) == 0 && la_big_get_f64(&big) < -2.49);
    CHECK(memcmp(&big.kind, "\0\3", 2) == 0 && la_big_get_kind(&big) == LA_KIND_TEXT);
    CHECK(memcmp(&big.access, "\x80\0\0\2", 4) == 0);
    CHECK(la_big_get_access(&big) == (LA_ACCESS_WRITE | LA_ACCESS_OWNER));
    la_big_set_a64(&big, INT64_MIN + 1);
    CHECK(memcmp(&big.a64, "\x80\0\0\0\0\0\0\1", 8) == 0 && la_big_get_a64(&big) == INT64_MIN + 1);
    la_big_set_a16(&big, INT16_MIN);
    CHECK(memcmp(&big.a16, "\x80\0", 2) == 0 && la_big_get_a16(&big) == INT16_MIN);
    la_big_set_f32(&big, -0.0f);
    la_big_set_f64(&big, 1.0);
    CHECK(memcmp(&big.f32, "\x80\0\0\0", 4) == 0 && memcmp(&big.f64, "\x3f\xf0\0\0\0", 5) == 0);
    la_big_set_kinds(&big, 1, LA_KIND_NOTHING);
    CHECK(memcmp(big.kinds, "\0\0\0\x09\0\0", 6) == 0 && la_big_get_kinds(&big, 1) == LA_KIND_NOTHING);
    la_big_set_grid(&big, 1, 2, 5);
    CHECK(la_big_get_grid(&big, 1, 2) == 5 && memcmp(&big.grid[1][2], "\0\0\0\5", 4) == 0);
    la_big_set_time(&big, -1);
    CHECK(la_big_get_time(&big) == -1 && la_big_get_grid(&big, 1, 1) == 0);
}

static void arm_is_there_when_its_tag_says_so(void) {
    la_message message = LA_MESSAGE_INIT;
    uint64_t cancelled = 17;
    la_order *order;
    CHECK(la_message_get_body_order(&message) == NULL && la_message_get_body_text(&message) == NULL);
    CHECK(la_message_get_body_cancel(&message, &cancelled) == -1 && cancelled == 17);
    memset(&message.body, 0xff, sizeof message.body);
    order = la_message_set_body_order(&message);
    CHECK(message.kind == LA_KIND_ORDER && order == &message.body.order);
    CHECK(order == la_message_get_body_order(&message) && order->price == 12500);
    CHECK(message.body.bytes[16] == 0 && message.body.bytes[23] == 0);
    la_message_set_body_cancel(&message, 5);
    CHECK(message.kind == LA_KIND_CANCEL && message.body.bytes[8] == 0);
    CHECK(la_message_get_body_cancel(&message, &cancelled) == 0 && cancelled == 5);
    CHECK(la_message_get_body_order(&message) == NULL && la_message_body_text_length(&message) == 0);
    CHECK(la_message_set_body_text(&message, "as long as twenty-four..") == -1);
    CHECK(message.kind == LA_KIND_CANCEL && message.body.cancel == 5);
    CHECK(la_message_set_body_text(&message, "twenty-three bytes.....") == 0);
    CHECK(la_message_body_text_length(&message) == 23 && message.kind == LA_KIND_TEXT);
    CHECK(strcmp(la_message_get_body_text(&message), "twenty-three bytes.....") == 0);
    CHECK(la_message_set_body_text(&message, la_message_get_body_text(&message)) == 0);
    CHECK(la_message_body_text_length(&message) == 23);
    CHECK(la_message_get_body_cancel(&message, &cancelled) == -1);
    CHECK(message.after == 0 && message.padding_2[5] == 0);
}

static void arm_of_every_kind_is_put_in_its_place(void) {
    cr_holder holder = CR_HOLDER_INIT;
    double real = 0;
    uint8_t truth = 0;
    cr_signed level = 0;
    size_t i;
    memset(&holder.content, 0xff, sizeof holder.content);
    CHECK(cr_holder_set_content_cells(&holder)[1][2].value == 7);
    for (i = 0; i < 6; i++) {
        CHECK(holder.content.cells[i / 3][i % 3].value == 7);
    }
    CHECK(&cr_holder_get_content_cells(&holder)[1][2] == &holder.content.cells[1][2]);
    cr_holder_set_content_rows(&holder)[1][2][3] = 9;
    CHECK(cr_holder_get_content_rows(&holder)[1][2][3] == 9 && holder.content.bytes_[0] == 0);
    CHECK(cr_holder_get_content_cells(&holder) == NULL);
    cr_holder_set_content_big(&holder, 1.0);
    CHECK(memcmp(holder.content.bytes_, "\x3f\xf0\0\0\0\0\0\0\0", 9) == 0);
    CHECK(cr_holder_get_content_big(&holder, &real) == 0 && real > 0.9);
    cr_holder_set_content_level(&holder, CR_SIGNED_MINUS);
    CHECK(cr_holder_get_content_level(&holder, &level) == 0 && level == -1);
    CHECK(cr_holder_get_content_default(&holder, &truth) == -1);
    CHECK(cr_holder_get_content_lines(&holder) == NULL && cr_holder_get_content_id(&holder) == NULL);
    memset(&holder.content, 0xff, sizeof holder.content);
    CHECK(cr_holder_set_content_open(&holder, "full") == 0 && holder.shape == CR_SHAPE_OPEN);
    CHECK(memcmp(holder.content.bytes_, "full\0\0", 6) == 0 && holder.content.bytes_[47] == 0);
    CHECK(cr_holder_content_open_length(&holder) == 4);
    cr_holder_set_content_id(&holder)[15] = 3;
    CHECK(cr_holder_get_content_id(&holder)[15] == 3);
    (void)cr_holder_set_content_bigs(&holder);
    cr_content_set_bigs(&holder.content, 1, 1, -2);
    CHECK(memcmp(holder.content.bigs[1] + 1, "\xff\xff\xff\xfe", 4) == 0);
    CHECK(cr_content_get_bigs(&holder.content, 1, 1) == -2);
    CHECK(cr_holder_set_by_wide_upper(&holder)->value == 7 && holder.wide == CR_WIDE_TOP);
    CHECK(cr_free_set_text(&holder.frees[1], "four") == 0 && cr_free_text_length(&holder.frees[1]) == 4);
    cr_free_set_big(&holder.free, 0x1234);
    CHECK(memcmp(&holder.free, "\x12\x34\0", 3) == 0);
}

static const char *broken(const la_limited *limited) {
    const char *field = "";
    CHECK(la_limited_validate(limited, &field) == -1);
    return field;
}

static void validation_names_what_is_not_allowed(void) {
    const la_limited allowed = LA_LIMITED_INIT;
    la_limited limited = allowed;
    const char *field = "untouched";
    CHECK(la_limited_validate(&limited, &field) == 0 && strcmp(field, "untouched") == 0);
    limited.signed_ = -11;
    CHECK(strcmp(broken(&limited), "Limited.signed") == 0);
    limited.signed_ = 10;
    limited.unsigned_ = UINT64_MAX;
    CHECK(strcmp(broken(&limited), "Limited.unsigned") == 0);
    limited.unsigned_ = UINT64_MAX - 1;
    memset(&limited.real, 0xff, sizeof limited.real);
    CHECK(strcmp(broken(&limited), "Limited.real") == 0);
    limited.real = -0.5f;
    limited.grid[1][1] = 101;
    CHECK(strcmp(broken(&limited), "Limited.grid") == 0);
    limited.grid[1][1] = 100;
    limited.order.quantity = 0;
    CHECK(strcmp(broken(&limited), "Order.quantity") == 0);
    limited.order.quantity = 4000;
    limited.orders[1].quantity = 4001;
    CHECK(strcmp(broken(&limited), "Order.quantity") == 0);
    limited.orders[1].quantity = 1;
    CHECK(la_limited_validate(&limited, &field) == 0);
}

static void validation_looks_into_lists_and_unions(void) {
    la_lists lists = LA_LISTS_INIT;
    la_message message = LA_MESSAGE_INIT;
    la_big big = LA_BIG_INIT;
    cr_grids grids = CR_GRIDS_INIT;
    cr_tree tree = CR_TREE_INIT;
    cr_value value = CR_VALUE_INIT;
    const char *field = "";
    CHECK(la_lists_validate(&lists, &field) == 0);
    lists.reals[0] = -2;
    lists.orders[0].quantity = 0;
    CHECK(la_lists_validate(&lists, &field) == 0);
    lists.reals_count = 1;
    CHECK(la_lists_validate(&lists, &field) == -1 && strcmp(field, "Lists.reals") == 0);
    lists.reals_count = 4;
    CHECK(la_lists_validate(&lists, &field) == -1 && strcmp(field, "Lists.reals") == 0);
    lists.reals_count = 0;
    lists.orders_count = 1;
    CHECK(la_lists_validate(&lists, &field) == -1 && strcmp(field, "Order.quantity") == 0);
    lists.orders_count = 9;
    CHECK(la_lists_validate(&lists, &field) == -1 && strcmp(field, "Lists.orders") == 0);
    CHECK(la_message_validate(&message, &field) == -1 && strcmp(field, "Message.kind") == 0);
    message.kind = LA_KIND_NOTHING;
    CHECK(la_message_validate(&message, &field) == 0);
    message.kind = 8;
    CHECK(la_message_validate(&message, &field) == -1);
    la_message_set_body_cancel(&message, 0);
    CHECK(la_message_validate(&message, &field) == 0);
    message.kind = LA_KIND_ORDER;
    CHECK(la_message_validate(&message, &field) == -1 && strcmp(field, "Order.quantity") == 0);
    CHECK(la_big_validate(&big, &field) == 0);
    la_big_set_a32(&big, 4);
    CHECK(la_big_validate(&big, &field) == -1 && strcmp(field, "Big.a32") == 0);
    CHECK(cr_grids_validate(&grids, &field) == 0);
    CHECK(cr_grids_add_reals(&grids, 0.5f) == 0 && cr_grids_validate(&grids, &field) == 0);
    CHECK(cr_grids_add_reals(&grids, 1.5f) == 0 && cr_grids_validate(&grids, &field) == -1);
    CHECK(strcmp(field, "Grids.reals") == 0);
    CHECK(cr_tree_validate(&tree, &field) == 0 && cr_tree_add_more(&tree) != NULL);
    CHECK(cr_leaf_add_cells(&tree.more[0]) == tree.more[0].cells);
    CHECK(cr_tree_validate(&tree, &field) == 0);
    tree.more[0].cells[0].value = 0;
    CHECK(cr_tree_validate(&tree, &field) == -1 && strcmp(field, "Cell.value") == 0);
    cr_value_add_count(&value)->out = 2;
    CHECK(cr_value_validate(&value, &field) == -1 && strcmp(field, "Field.out") == 0);
}

static void imported_types_keep_their_names(void) {
    la_imported imported = LA_IMPORTED_INIT;
    CHECK(imported.scale == UN_SCALE_KILO && imported.amounts[UN_LANES - 1].value > 0.9);
    CHECK(imported.amount.quality == UN_QUALITY_MEASURED && sizeof imported.name == UN_NAME_BYTES);
    CHECK(la_imported_set_name(&imported, "metre") == 0);
}

static void meanings_have_the_defaults_of_their_storage(void) {
    const la_meanings meanings = LA_MEANINGS_INIT;
    CHECK(meanings.time == INT64_C(1700000000000000001) && meanings.amount == -5);
    CHECK(meanings.elapsed == 0 && meanings.id[15] == 0 && la_meanings_load_seen(&meanings) == 0);
}

static void constants_are_what_the_schema_says(void) {
    CHECK(memcmp(LA_GREETING, "Gr\303\274\303\237e, \"world\"?" "?/\n", sizeof LA_GREETING) == 0);
    CHECK(ALL(LA_EMPTY_TEXT) == 0 && LA_LIMIT == -166 && LA_FIRST_KIND == LA_KIND_BUY);
    CHECK(LA_USUAL == 3 && LA_ACCESS_ALL == 7 && LA_ACCESS_USER == UINT32_C(0x80000001));
    CHECK(LA_ACCESS_NONE == 0 && CR_NONE_AT_ALL == 0 && CR_NOT_ALL == CR_SMALL_BOTH);
}

static void foreign_struct_is_used_as_its_header_declares_it(void) {
    struct device device = CR_DEVICE_INIT;
    cr_devices devices = CR_DEVICES_INIT;
    const char *field = "";
    cr_device_set_port(&device, 0x0102);
    CHECK(memcmp(&device.port, "\1\2", 2) == 0 && cr_device_get_port(&device) == 0x0102);
    CHECK(cr_label_set_name(&device.label, "seven..") == 0);
    CHECK(cr_device_validate(&device, &field) == 0);
    device.lanes[1] = 4;
    devices.one = device;
    CHECK(cr_devices_validate(&devices, &field) == -1 && strcmp(field, "Device.lanes") == 0);
    CHECK(cr_devices_add_many(&devices)->label.name[0] == '\0');
}

int main(void) {
    counts_are_never_more_than_there_is_room_for();
    elements_of_every_kind_are_appended();
    nothing_is_in_a_new_list();
    bits_are_changed_alone();
    bits_of_a_big_endian_number_are_where_they_belong();
    the_most_significant_byte_comes_first();
    arm_is_there_when_its_tag_says_so();
    arm_of_every_kind_is_put_in_its_place();
    validation_names_what_is_not_allowed();
    validation_looks_into_lists_and_unions();
    imported_types_keep_their_names();
    meanings_have_the_defaults_of_their_storage();
    constants_are_what_the_schema_says();
    foreign_struct_is_used_as_its_header_declares_it();
    puts("done");
    return 0;
}
