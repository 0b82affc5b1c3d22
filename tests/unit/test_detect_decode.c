/* SPDX-License-Identifier: MIT */
/* The decoders agree with iconv, and say where they could not decode. */
#include <check.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "detect/charset.h"
#include "detect/detect.h"

struct pair_name {
    const char *ours;
    const char *theirs;
    const char *second; /* for what theirs leaves open */
};

static const struct pair_name singles[] = {
#define SINGLE(id, name, source, labels) {name, source, NULL},
#define CODED(id, name, kind, labels)
#include "detect/charsets.def"
#undef SINGLE
#undef CODED
};

static const struct pair_name doubles[] = {
    {"gb18030", "GB18030", "GB18030"},
    {"big5", "BIG5", "BIG5-HKSCS"},
    {"euc-kr", "UHC", "EUC-KR"},
    {"euc-tw", "EUC-TW", "EUC-TW"},
    {"shift_jis", "CP932", "CP932"},
};

static const struct pair_name wides[] = {
    {"utf-8", "UTF-8", NULL},
    {"utf-16le", "UTF-16LE", NULL},
    {"utf-16be", "UTF-16BE", NULL},
    {"utf-32le", "UTF-32LE", NULL},
    {"utf-32be", "UTF-32BE", NULL},
    {"gb18030", "GB18030", NULL},
};

static const struct pair_name escapes[] = {
    {"iso-2022-jp", "ISO-2022-JP", NULL},
    {"iso-2022-jp", "ISO-2022-JP-2", NULL},
    {"iso-2022-kr", "ISO-2022-KR", NULL},
    {"iso-2022-cn", "ISO-2022-CN", NULL},
};

#define COUNT(table) ((int)(sizeof(table) / sizeof(table)[0]))

static const struct dci_charset *
set_of(const char *name)
{
    const struct dci_charset *charset = dci_charset_lookup(name, strlen(name));

    ck_assert_ptr_nonnull(charset);
    return charset;
}

/* Converts by iconv; returns the length, or -1 if it refuses. */
static int
iconv_bytes(
    iconv_t converter, const uint8_t *bytes, size_t len, char *out, size_t size)
{
    char in[64];
    char *from = in;
    char *to = out;
    size_t left = size;

    if (len > sizeof in)
        ck_abort_msg("sequence of %zu bytes", len);
    memcpy(in, bytes, len);
    iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &from, &len, &to, &left) == (size_t)-1 ||
        iconv(converter, NULL, NULL, &to, &left) == (size_t)-1)
        return -1;
    return (int)(size - left);
}

static void
ignore_bad(void *user, uint64_t offset, const uint8_t *bytes, size_t len)
{
    (void)offset;
    if (!bytes || len < 1 || len > 4)
        ck_abort_msg("%zu bad bytes at once", len);
    ++*(size_t *)user;
}

/* Decodes and returns how many sequences were bad. */
static size_t
decode(const struct dci_charset *charset, const uint8_t *bytes, size_t len,
    struct dci_text *text)
{
    size_t bad = 0;
    struct dci_decoder *decoder = dci_decoder_new(charset, ignore_bad, &bad);

    text->len = 0;
    if (!decoder || !dci_decoder_feed(decoder, bytes, len, true, text) ||
        dci_decoder_bad_count(decoder) != bad)
        ck_abort_msg("%s: decoding failed", dci_charset_name(charset));
    dci_decoder_free(decoder);
    return bad;
}

static void
check_sequence(const struct dci_charset *charset, iconv_t converter,
    const uint8_t *bytes, size_t len)
{
    static struct dci_text text;
    char theirs[64];
    int their_len = iconv_bytes(converter, bytes, len, theirs, sizeof theirs);
    size_t bad = decode(charset, bytes, len, &text);
    bool is_same = their_len < 0 ? bad > 0
                                 : bad == 0 && text.len == (size_t)their_len &&
            memcmp(text.bytes, theirs, text.len) == 0;

    /* Check's own assertions are too slow for millions of them. */
    if (!is_same)
        ck_abort_msg("%s and iconv differ on %02X %02X",
            dci_charset_name(charset), bytes[0], len > 1 ? bytes[1] : 0);
}

START_TEST(every_byte_decodes_as_by_iconv)
{
    const struct dci_charset *charset = set_of(singles[_i].ours);
    iconv_t converter = iconv_open("UTF-8", singles[_i].theirs);

    ck_assert(converter != (iconv_t)-1);
    for (unsigned i = 0; i < 256; i++) {
        uint8_t byte = (uint8_t)i;
        check_sequence(charset, converter, &byte, 1);
    }
    iconv_close(converter);
}
END_TEST

static bool
has_pairs(const char *name)
{
    static const char *const names[] = {
        "windows-1258", "tcvn", "t.61-8bit", "iso-6937"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return false;
}

/* All pairs of bytes where pairs mean something, else a part of them. Not
 * windows-1255: iconv joins Hebrew points to their letters, which Unicode's
 * normal form takes apart again. */
START_TEST(letters_with_marks_decode_as_by_iconv)
{
    const struct dci_charset *charset = set_of(singles[_i].ours);
    iconv_t converter = iconv_open("UTF-8", singles[_i].theirs);

    ck_assert(converter != (iconv_t)-1);
    bool is_apart = strcmp(singles[_i].ours, "windows-1255") == 0;
    unsigned step = has_pairs(singles[_i].ours) ? 1 : 41;
    for (unsigned i = 0x2020; i < 0x10000 && !is_apart; i += step) {
        uint8_t bytes[2] = {(uint8_t)(i >> 8), (uint8_t)i};
        if (bytes[1] >= 0x20)
            check_sequence(charset, converter, bytes, 2);
    }
    iconv_close(converter);
}
END_TEST

/* Whether a set leaves a place open: for nothing, or for private use. */
static bool
is_open(iconv_t converter, const uint8_t *bytes)
{
    char text[16];
    int len = iconv_bytes(converter, bytes, 2, text, sizeof text);

    return len < 0 || (uint8_t)text[0] == 0xEE ||
        ((uint8_t)text[0] == 0xEF && (uint8_t)text[1] < 0xA4);
}

/* Leaves out pairs that begin with a character of one byte, and GB18030's
 * 0xA3A0, which is read as the wide space that real files mean by it. */
static bool
is_two_byte(const uint8_t *bytes, iconv_t converter, iconv_t second)
{
    char text[16];

    if (bytes[1] < 0x40 || (bytes[0] == 0xA3 && bytes[1] == 0xA0))
        return false;
    return iconv_bytes(converter, bytes, 1, text, sizeof text) <= 0 &&
        iconv_bytes(second, bytes, 1, text, sizeof text) <= 0;
}

START_TEST(every_two_byte_character_decodes_as_by_iconv)
{
    const struct dci_charset *charset = set_of(doubles[_i].ours);
    iconv_t converter = iconv_open("UTF-8", doubles[_i].theirs);

    iconv_t second = iconv_open("UTF-8", doubles[_i].second);

    ck_assert(converter != (iconv_t)-1 && second != (iconv_t)-1);
    for (unsigned i = 0x8140; i < 0xFEFF; i++) {
        uint8_t bytes[2] = {(uint8_t)(i >> 8), (uint8_t)i};
        if (is_two_byte(bytes, converter, second))
            check_sequence(charset,
                is_open(converter, bytes) ? second : converter, bytes, 2);
    }
    iconv_close(second);
    iconv_close(converter);
}
END_TEST

/* EUC-JP shares the table of Shift_JIS, with the vendors' characters. iconv's
 * own table has the older forms of a few signs. */
START_TEST(euc_jp_differs_from_iconv_in_a_few_signs)
{
    const struct dci_charset *charset = set_of("euc-jp");
    iconv_t converter = iconv_open("UTF-8", "EUC-JP");
    struct dci_text text = {0};
    unsigned differ = 0;
    unsigned same = 0;

    for (unsigned i = 0xA1A1; i <= 0xFEFE; i++) {
        uint8_t bytes[2] = {(uint8_t)(i >> 8), (uint8_t)i};
        char theirs[16];
        int len = iconv_bytes(converter, bytes, 2, theirs, sizeof theirs);
        if (len < 0)
            continue;
        decode(charset, bytes, 2, &text);
        if (text.len == (size_t)len &&
            memcmp(text.bytes, theirs, text.len) == 0)
            same++;
        else
            differ++;
    }
    ck_assert_uint_eq(same + differ, 6879);
    ck_assert_uint_le(differ, 7);
    iconv_close(converter);
    dci_text_free(&text);
}
END_TEST

/* Encodes one code point by iconv and decodes it again. */
static void
check_round_trip(
    const struct dci_charset *charset, iconv_t encoder, uint32_t code)
{
    static struct dci_text text;
    uint8_t wide[4] = {
        0, (uint8_t)(code >> 16), (uint8_t)(code >> 8), (uint8_t)code};
    char encoded[32];
    int len = iconv_bytes(encoder, wide, 4, encoded, sizeof encoded);

    if (len < 0)
        return;
    size_t bad = decode(charset, (const uint8_t *)encoded, (size_t)len, &text);
    struct dci_text plain = {0};
    if (bad > 0 || !dci_decode(set_of("utf-32be"), wide, 4, &plain) ||
        plain.len != text.len || memcmp(plain.bytes, text.bytes, text.len) != 0)
        ck_abort_msg("%s: U+%04X does not come back", dci_charset_name(charset),
            (unsigned)code);
    dci_text_free(&plain);
}

START_TEST(every_code_point_comes_back_from_unicode_forms)
{
    const struct dci_charset *charset = set_of(wides[_i].ours);
    iconv_t encoder = iconv_open(wides[_i].theirs, "UTF-32BE");

    for (uint32_t code = 1; code < 0x110000; code += code < 0x3000 ? 1 : 37)
        check_round_trip(charset, encoder, code);
    iconv_close(encoder);
}
END_TEST

/* Signs that the vendors' table gives another form. */
static bool
has_vendor_form(uint32_t code)
{
    static const uint32_t codes[] = {0xA2, 0xA3, 0xA5, 0xAC, 0xB7, 0x2014,
        0x2015, 0x2016, 0x203E, 0x2212, 0x301C, 0x30FB, 0xFF3C};

    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (codes[i] == code)
            return true;
    }
    return false;
}

START_TEST(every_code_point_comes_back_from_escapes)
{
    const struct dci_charset *charset = set_of(escapes[_i].ours);
    iconv_t encoder = iconv_open(escapes[_i].theirs, "UTF-32BE");

    for (uint32_t code = 0xA0; code < 0xFF00; code++) {
        if (!has_vendor_form(code) && (code < 0x3400 || code % 5 == 0))
            check_round_trip(charset, encoder, code);
    }
    iconv_close(encoder);
}
END_TEST

START_TEST(hz_switches_by_tildes)
{
    static const char bytes[] = "a~~b~{VPND~}c~\nd~{VP\ne";
    static const char wanted[] = "a~b\xE4\xB8\xAD\xE6\x96\x87"
                                 "cd"
                                 "\xE4\xB8\xAD\ne";
    struct dci_text text = {0};

    ck_assert_uint_eq(
        decode(set_of("hz"), (const uint8_t *)bytes, sizeof bytes - 1, &text),
        0);
    ck_assert_uint_eq(text.len, sizeof wanted - 1);
    ck_assert_mem_eq(text.bytes, wanted, text.len);
    dci_text_free(&text);
}
END_TEST

struct bad_case {
    const char *charset;
    const char *bytes;
    const char *text; /* with "?" for U+FFFD */
    const char *places; /* offset:length of each */
};

static const struct bad_case bad_cases[] = {
    {"utf-8",
        "a\xFF"
        "b",
        "a?b", "1:1 "},
    {"utf-8", "\xE2\x82", "?", "0:2 "},
    {"utf-8",
        "\xE2\x82"
        "x",
        "?x", "0:2 "},
    {"utf-8", "\xF0\x80\x80\x41", "???A", "0:1 1:1 2:1 "},
    {"utf-8", "\xED\xA0\x80", "???", "0:1 1:1 2:1 "},
    {"utf-8",
        "\xF1\x80\x80\xE1\x80\xC2"
        "b\x80",
        "???b?", "0:3 3:2 5:1 7:1 "},
    {"windows-1252",
        "a\x81"
        "b",
        "a?b", "1:1 "},
    {"big5",
        "\xFE"
        "<b>",
        "?<b>", "0:1 "},
    {"shift_jis", "\x81", "?", "0:1 "},
    {"euc-jp", "\x8F\xA1\xA1z", "?z", "0:3 "},
    {"gb18030", "\x81\x30\x81", "?0?", "0:1 2:1 "},
    {"utf-16be",
        "\xD8\x3D"
        "a!\xDC\x01x",
        "?\xE6\x84\xA1??", "0:2 4:2 6:1 "},
    {"iso-2022-jp", "\x1B$Bx", "?", "3:1 "},
};

struct places {
    char text[128];
    size_t len;
};

static void
note_place(void *user, uint64_t offset, const uint8_t *bytes, size_t len)
{
    struct places *places = user;
    char note[32];
    int more =
        snprintf(note, sizeof note, "%u:%u ", (unsigned)offset, (unsigned)len);

    ck_assert_ptr_nonnull(bytes);
    ck_assert_uint_lt(places->len + (size_t)more, sizeof places->text);
    memcpy(places->text + places->len, note, (size_t)more + 1);
    places->len += (size_t)more;
}

/* U+FFFD as "?", so that the table above is readable. */
static void
simplify(struct dci_text *text)
{
    size_t to = 0;

    for (size_t i = 0; i < text->len; i++) {
        if (text->len - i >= 3 &&
            memcmp(text->bytes + i, "\xEF\xBF\xBD", 3) == 0) {
            text->bytes[to++] = '?';
            i += 2;
        } else {
            text->bytes[to++] = text->bytes[i];
        }
    }
    text->len = to;
}

/* Feeds the input in pieces of one size. */
static void
feed_pieces(struct dci_decoder *decoder, const char *bytes, size_t piece,
    struct dci_text *text)
{
    size_t len = strlen(bytes);

    for (size_t at = 0; at < len; at += piece) {
        size_t size = len - at < piece ? len - at : piece;
        ck_assert(dci_decoder_feed(decoder, (const uint8_t *)bytes + at, size,
            at + size == len, text));
    }
}

START_TEST(undecodable_bytes_are_replaced_and_located)
{
    const struct bad_case *row = &bad_cases[_i];

    for (size_t piece = 1; piece < 16; piece++) {
        struct places places = {{0}, 0};
        struct dci_text text = {0};
        struct dci_decoder *decoder =
            dci_decoder_new(set_of(row->charset), note_place, &places);
        feed_pieces(decoder, row->bytes, piece, &text);
        simplify(&text);
        ck_assert_str_eq(places.text, row->places);
        ck_assert_uint_eq(text.len, strlen(row->text));
        ck_assert_mem_eq(text.bytes, row->text, text.len);
        dci_text_free(&text);
        dci_decoder_free(decoder);
    }
}
END_TEST

static void
fill_random(uint8_t *bytes, size_t len, unsigned seed)
{
    for (size_t i = 0; i < len; i++) {
        seed = seed * 1103515245u + 12345u;
        bytes[i] = (uint8_t)(seed >> 16);
        if (seed >> 28 == 0)
            bytes[i] = 0x1B;
        if (seed >> 28 == 1)
            bytes[i] = (uint8_t) "$(B)AN~{"[seed >> 24 & 7];
    }
}

enum { RANDOM_SIZE = 20000 };

static bool
is_boundary(const struct dci_text *text, size_t at)
{
    return at == text->len || ((uint8_t)text->bytes[at] & 0xC0) != 0x80;
}

/* Every set on random bytes: the output is UTF-8, pieces of any size give
 * the same, and every character is traced back to where it came from. */
static void
check_random(const struct dci_charset *charset, const uint8_t *bytes)
{
    struct dci_text whole = {0};
    struct dci_text pieces = {0};
    struct dci_decoder *decoder = dci_decoder_new(charset, NULL, NULL);

    ck_assert(dci_decode(charset, bytes, RANDOM_SIZE, &whole));
    ck_assert_uint_eq(
        dci_utf8_valid_prefix((uint8_t *)whole.bytes, whole.len), whole.len);
    for (size_t at = 0, size = 1; at < RANDOM_SIZE; at += size) {
        size = at * 7 % 13 + 1;
        if (size > RANDOM_SIZE - at)
            size = RANDOM_SIZE - at;
        ck_assert(dci_decoder_feed(
            decoder, bytes + at, size, at + size == RANDOM_SIZE, &pieces));
    }
    ck_assert_uint_eq(pieces.len, whole.len);
    ck_assert_mem_eq(pieces.bytes, whole.bytes, whole.len);
    uint64_t before = 0;
    for (size_t at = 0; at < whole.len; at += 501) {
        if (!is_boundary(&whole, at))
            continue;
        uint64_t source =
            dci_text_source(&whole, at, charset, bytes, RANDOM_SIZE);
        ck_assert_uint_ge(source, before);
        ck_assert_uint_lt(source, RANDOM_SIZE);
        before = source;
    }
    dci_decoder_free(decoder);
    dci_text_free(&pieces);
    dci_text_free(&whole);
}

START_TEST(any_bytes_decode_to_utf8_in_pieces_of_any_size)
{
    static uint8_t bytes[RANDOM_SIZE];

    fill_random(bytes, sizeof bytes, (unsigned)_i);
    for (size_t i = 0; i < DCI_CHARSET_COUNT; i++)
        check_random(&dci_charsets[i], bytes);
}
END_TEST

START_TEST(output_offsets_lead_back_to_the_input)
{
    static const char unit[] = "na\xC3\xAFve \xE2\x82\xAC\n";
    static char bytes[60000];
    struct dci_text text = {0};
    const struct dci_charset *utf8 = dci_charset_utf8();
    size_t len = 0;

    while (len + sizeof unit < sizeof bytes) {
        memcpy(bytes + len, unit, sizeof unit - 1);
        len += sizeof unit - 1;
    }
    ck_assert(dci_decode(utf8, (uint8_t *)bytes, len, &text));
    ck_assert_uint_ge(text.mark_count, 5);
    for (size_t at = 0; at < len; at += 97) {
        if (!is_boundary(&text, at))
            continue;
        ck_assert_uint_le(dci_text_mark(&text, at).input, at);
        ck_assert_uint_eq(
            dci_text_source(&text, at, utf8, (uint8_t *)bytes, len), at);
    }
    dci_text_free(&text);
}
END_TEST

START_TEST(a_text_may_be_reused_between_feeds)
{
    struct dci_decoder *decoder = dci_decoder_new(set_of("koi8-r"), NULL, NULL);
    struct dci_text text = {0};
    size_t capacity = 0;

    for (int i = 0; i < 100; i++) {
        text.len = 0;
        text.mark_count = 0;
        ck_assert(dci_decoder_feed(
            decoder, (const uint8_t *)"\xC1\xC2", 2, false, &text));
        ck_assert_uint_eq(text.len, 4);
        ck_assert(capacity == 0 || capacity == text.capacity);
        capacity = text.capacity;
    }
    dci_text_free(&text);
    dci_text_free(NULL);
    dci_decoder_free(decoder);
    dci_decoder_free(NULL);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("detect/decode");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(
        tests, every_byte_decodes_as_by_iconv, 0, COUNT(singles));
    tcase_add_loop_test(
        tests, letters_with_marks_decode_as_by_iconv, 0, COUNT(singles));
    tcase_add_loop_test(
        tests, every_two_byte_character_decodes_as_by_iconv, 0, COUNT(doubles));
    tcase_add_test(tests, euc_jp_differs_from_iconv_in_a_few_signs);
    tcase_add_loop_test(
        tests, every_code_point_comes_back_from_unicode_forms, 0, COUNT(wides));
    tcase_add_loop_test(
        tests, every_code_point_comes_back_from_escapes, 0, COUNT(escapes));
    tcase_add_test(tests, hz_switches_by_tildes);
    tcase_add_loop_test(
        tests, undecodable_bytes_are_replaced_and_located, 0, COUNT(bad_cases));
    tcase_add_loop_test(
        tests, any_bytes_decode_to_utf8_in_pieces_of_any_size, 0, 3);
    tcase_add_test(tests, output_offsets_lead_back_to_the_input);
    tcase_add_test(tests, a_text_may_be_reused_between_feeds);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
