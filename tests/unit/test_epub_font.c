/* SPDX-License-Identifier: MIT */
/*
 * What a font says of itself: tables made here, each as a font has it and as a
 * hostile file might; and what file names say.
 */
#include "write/epub_font.h"

/* Behind the rest: it has a macro `fail`, and the host has a member. */
#include <check.h>
#include <stdlib.h>

enum { FONT_MAX = 2048, MUTATIONS = 2000 };

/* A font that grows. */
static struct {
    uint8_t data[FONT_MAX];
    size_t len;
} font;

static struct epub_face face;

static void
put16(size_t at, uint32_t value)
{
    font.data[at] = (uint8_t)(value >> 8);
    font.data[at + 1] = (uint8_t)value;
}

static void
put32(size_t at, uint32_t value)
{
    put16(at, value >> 16);
    put16(at + 2, value & 0xFFFF);
}

static void
begin(const char *head, unsigned table_count, size_t first, size_t entry_size)
{
    memset(&font, 0, sizeof font);
    memcpy(font.data, head, 4);
    put16(first == 12 ? 4 : 12, table_count);
    font.len = first + table_count * entry_size;
}

static void
begin_sfnt(unsigned table_count)
{
    begin("\0\1\0\0", table_count, 12, 16);
}

/* Enters what stands from `start` on as table number `index`. */
static void
enter_table(unsigned index, const char *tag, size_t start)
{
    size_t entry = 12 + index * 16u;
    memcpy(font.data + entry, tag, 4);
    put32(entry + 8, (uint32_t)start);
    put32(entry + 12, (uint32_t)(font.len - start));
}

static void
enter_woff_table(unsigned index, const char *tag, size_t start, uint32_t whole)
{
    size_t entry = 44 + index * 20u;
    memcpy(font.data + entry, tag, 4);
    put32(entry + 4, (uint32_t)start);
    put32(entry + 8, (uint32_t)(font.len - start));
    put32(entry + 12, whole ? whole : (uint32_t)(font.len - start));
    put32(8, (uint32_t)font.len);
}

struct name {
    unsigned platform;
    unsigned encoding;
    unsigned language;
    unsigned number;
    const char *text;
};

/* Puts a "name" table; texts are ASCII. */
static size_t
put_names(const struct name *names, unsigned count)
{
    size_t start = font.len;
    size_t text = start + 6 + count * 12u;
    size_t storage = text;
    put16(start + 2, count);
    put16(start + 4, (uint32_t)(storage - start));
    for (unsigned i = 0; i < count; i++) {
        size_t at = start + 6 + i * 12u;
        size_t step = names[i].platform == 1 ? 1 : 2;
        size_t len = strlen(names[i].text);
        put16(at, names[i].platform);
        put16(at + 2, names[i].encoding);
        put16(at + 4, names[i].language);
        put16(at + 6, names[i].number);
        put16(at + 8, (uint32_t)(len * step));
        put16(at + 10, (uint32_t)(text - storage));
        for (size_t k = 0; k < len; k++)
            font.data[text + k * step + step - 1] = (uint8_t)names[i].text[k];
        text += len * step;
    }
    font.len = text;
    return start;
}

static size_t
put_os2(unsigned weight, unsigned selection, unsigned type)
{
    size_t start = font.len;
    put16(start + 4, weight);
    put16(start + 6, 5);
    put16(start + 8, type);
    put16(start + 62, selection);
    font.len += 78;
    return start;
}

static void
assert_family(const char *family)
{
    ck_assert_uint_eq(face.family_len, strlen(family));
    ck_assert_mem_eq(face.family, family, face.family_len);
}

static void
assert_face(const char *family, unsigned weight, const char *style)
{
    assert_family(family);
    ck_assert_uint_eq(face.weight, weight);
    ck_assert_str_eq(
        face.style ? face.style : "normal", style ? style : "normal");
}

static const struct name usual[] = {
    {1, 0, 0, 1, "Old Name"},
    {3, 1, 0x407, 1, "Deutsch"},
    {3, 1, 0x409, 1, "Serif Semi"},
    {3, 1, 0x409, 2, "Bold Italic"},
};

static void
make_usual(void)
{
    begin_sfnt(2);
    enter_table(0, "name", put_names(usual, 4));
    enter_table(1, "OS/2", put_os2(600, 1, 0));
}

START_TEST(tables_say_family_weight_and_style)
{
    make_usual();
    ck_assert(epub_face_read(font.data, font.len, &face));
    assert_face("Serif Semi", 600, "italic");
    ck_assert(!face.is_restricted);
}
END_TEST

START_TEST(typographic_family_goes_before_the_other)
{
    static const struct name names[] = {
        {3, 1, 0x409, 16, "Serif"},
        {3, 1, 0x409, 1, "Serif Semi"},
        {3, 1, 0x409, 17, "SemiBold"},
        {3, 1, 0x409, 2, "Regular"},
    };
    begin_sfnt(1);
    enter_table(0, "name", put_names(names, 4));
    ck_assert(epub_face_read(font.data, font.len, &face));
    assert_face("Serif", 600, NULL);
}
END_TEST

START_TEST(names_of_old_fonts_are_read)
{
    begin_sfnt(1);
    enter_table(0, "name", put_names(usual, 1));
    ck_assert(epub_face_read(font.data, font.len, &face));
    assert_family("Old Name");
}
END_TEST

START_TEST(names_that_steer_are_not_read)
{
    static const struct name names[] = {{3, 1, 0x409, 1, "a\nb"}};
    begin_sfnt(1);
    enter_table(0, "name", put_names(names, 1));
    ck_assert(epub_face_read(font.data, font.len, &face));
    assert_family("");
}
END_TEST

START_TEST(letters_beyond_16_bits_are_read)
{
    static const struct name names[] = {{3, 10, 0x409, 1, "ABCD"}};
    begin_sfnt(1);
    enter_table(0, "name", put_names(names, 1));
    put16(font.len - 8, 0xD835); /* U+1D538 */
    put16(font.len - 6, 0xDD38);
    put16(font.len - 4, 0x20AC);
    put16(font.len - 2, 0xE9);
    ck_assert(epub_face_read(font.data, font.len, &face));
    assert_family("\xF0\x9D\x94\xB8\xE2\x82\xAC\xC3\xA9");
    put16(font.len - 6, 0x41); /* half a letter */
    ck_assert(epub_face_read(font.data, font.len, &face));
    assert_family("");
}
END_TEST

static const struct {
    unsigned weight;
    unsigned selection;
    unsigned type;
    unsigned expected;
    const char *style;
    bool is_restricted;
} os2_tables[] = {
    {400, 0x40, 0, 400, NULL, false},
    {400, 0x20, 8, 700, NULL, false}, /* says bold in one place alone */
    {7, 0, 4, 700, NULL, false}, /* counts to 9 */
    {350, 0x200, 2, 400, "oblique", true},
    {1000, 0x201, 0x302, 900, "italic", true},
    {250, 0, 6, 300, NULL, false}, /* the freer of two rights holds */
};

START_TEST(weights_styles_and_rights_are_told)
{
    begin_sfnt(1);
    enter_table(0, "OS/2",
        put_os2(os2_tables[_i].weight, os2_tables[_i].selection,
            os2_tables[_i].type));
    ck_assert(epub_face_read(font.data, font.len, &face));
    assert_face("", os2_tables[_i].expected, os2_tables[_i].style);
    ck_assert_int_eq(face.is_restricted, os2_tables[_i].is_restricted);
}
END_TEST

START_TEST(variable_font_has_a_range)
{
    begin_sfnt(1);
    size_t start = font.len;
    put16(start + 4, 16);
    put16(start + 8, 1);
    put16(start + 10, 20);
    memcpy(font.data + start + 16, "wght", 4);
    put16(start + 20, 200);
    put16(start + 28, 850);
    font.len += 36;
    enter_table(0, "fvar", start);
    ck_assert(epub_face_read(font.data, font.len, &face));
    ck_assert_uint_eq(face.weight, 200);
    ck_assert_uint_eq(face.weight_max, 900);
}
END_TEST

START_TEST(woff_is_read_where_it_is_not_compressed)
{
    begin("wOFF", 2, 44, 20);
    size_t start = put_names(usual, 4);
    enter_woff_table(0, "name", start, 5000);
    enter_woff_table(1, "OS/2", put_os2(300, 0, 0), 0);
    ck_assert(epub_face_read(font.data, font.len, &face));
    assert_face("", 300, NULL);
    epub_face_complete(&face, dc_str_of("Lora-Bold.woff"));
    assert_face("Lora", 300, NULL);
    ck_assert(!epub_face_read(font.data, font.len - 1, &face));
}
END_TEST

START_TEST(a_font_cut_anywhere_is_refused)
{
    make_usual();
    for (size_t len = 0; len < font.len; len++) {
        /* Memory of that size, so that a byte too far is seen. */
        uint8_t *data = malloc(len ? len : 1);
        ck_assert_ptr_nonnull(data);
        memcpy(data, font.data, len);
        ck_assert(!epub_face_read(data, len, &face));
        free(data);
    }
}
END_TEST

static uint32_t
next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

START_TEST(mutated_fonts_are_read_within_their_bytes)
{
    uint32_t state = 1;
    unsigned read = 0;
    make_usual();
    for (int i = 0; i < MUTATIONS; i++) {
        uint8_t *data = malloc(font.len);
        ck_assert_ptr_nonnull(data);
        memcpy(data, font.data, font.len);
        for (uint32_t k = next_random(&state) % 8 + 1; k > 0; k--)
            data[next_random(&state) % font.len] = (uint8_t)next_random(&state);
        read += epub_face_read(data, font.len, &face);
        epub_face_complete(&face, dc_str_of("a.ttf"));
        ck_assert_uint_le(face.family_len, EPUB_FAMILY_MAX);
        ck_assert(face.weight >= 100 && face.weight <= 900);
        free(data);
    }
    ck_assert_uint_gt(read, 100);
    ck_assert_uint_lt(read, MUTATIONS);
}
END_TEST

static const struct {
    const char *file;
    const char *family;
    unsigned weight;
    const char *style;
} files[] = {
    {"NotoSerif-BoldItalic.woff2", "NotoSerif", 700, "italic"},
    {"Lora-Regular.woff", "Lora", 400, NULL},
    {"Spectral-ExtraLight_Italic.woff2", "Spectral-ExtraLight", 400, "italic"},
    {"A-Semi Bold.ttf", "A", 600, NULL},
    {"Big-Shoulders.woff2", "Big-Shoulders", 400, NULL},
    {"Italic.woff2", "Italic", 400, NULL},
    {"X-oblique", "X", 400, "oblique"},
    {".woff2", ".woff2", 400, NULL},
    {"a\nb\xff-black.woff2", "ab", 900, NULL},
    {"", "Book", 400, NULL},
};

START_TEST(file_names_say_what_tables_do_not)
{
    memset(&face, 0, sizeof face);
    epub_face_complete(&face, dc_str_of(files[_i].file));
    assert_face(files[_i].family, files[_i].weight, files[_i].style);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("epub_font");
    TCase *tests = tcase_create("tests");
    tcase_add_test(tests, tables_say_family_weight_and_style);
    tcase_add_test(tests, typographic_family_goes_before_the_other);
    tcase_add_test(tests, names_of_old_fonts_are_read);
    tcase_add_test(tests, names_that_steer_are_not_read);
    tcase_add_test(tests, letters_beyond_16_bits_are_read);
    tcase_add_loop_test(tests, weights_styles_and_rights_are_told, 0,
        sizeof os2_tables / sizeof os2_tables[0]);
    tcase_add_test(tests, variable_font_has_a_range);
    tcase_add_test(tests, woff_is_read_where_it_is_not_compressed);
    tcase_add_test(tests, a_font_cut_anywhere_is_refused);
    tcase_add_test(tests, mutated_fonts_are_read_within_their_bytes);
    tcase_add_loop_test(tests, file_names_say_what_tables_do_not, 0,
        sizeof files / sizeof files[0]);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
