/* SPDX-License-Identifier: MIT */
/*
 * Parts of the EPUB writer that turn strings into strings: escapes, slugs,
 * URLs, dates, the identifier, and the string map.
 */
#include "base/epub_sha1.h"
#include "write/epub.h"
#include "write/epub_date.h"
#include "write/epub_digest.h"

/* Behind the rest: it has a macro `fail`, and the host has a member. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static struct epub_buf buf;

static void
teardown(void)
{
    epub_buf_fini(&buf);
}

static void
assert_buf(const char *expected)
{
    ck_assert(!buf.failed);
    ck_assert_uint_eq(buf.len, strlen(expected));
    ck_assert_mem_eq(buf.data ? buf.data : "", expected, buf.len);
}

START_TEST(text_is_escaped)
{
    epub_put_text(&buf, dc_str_of("a<b>&c\r\n\"d\" ]]>"));
    assert_buf("a&lt;b&gt;&amp;c&#13;\n\"d\" ]]&gt;");
}
END_TEST

START_TEST(value_is_escaped_and_made_valid)
{
    epub_put_value(&buf, dc_str_of("a\"<&\t\n\x01 \xc3\xa9 \xff \xef\xbf\xbe"));
    assert_buf("a&quot;&lt;&amp;  \xef\xbf\xbd \xc3\xa9 \xef\xbf\xbd "
               "\xef\xbf\xbd");
}
END_TEST

static const struct {
    const char *text;
    const char *slug;
} slugs[] = {
    {"The Rabbit-Hole!", "the-rabbit-hole"},
    {"  Alice's “Evidence”  ", "alices-evidence"},
    {"Ängstliche Größe", "angstliche-grosse"},
    {"Œuvre déjà vu", "oeuvre-deja-vu"},
    {"Объезд у Щёлкова", "obezd-u-shchyolkova"},
    {"ΑΒΓ και Ω", "avg-kai-o"},
    {"第二章", ""},
    {"第二章 Two", "two"},
    {"---", ""},
    {"", ""},
    {"one two three four five six", "one-two-three-four"},
    {"incomprehensibilities!", "incomprehensibilitie"},
    {"bad \xff\xc3 bytes", "bad-bytes"},
};

START_TEST(slug_is_ascii_and_cut_between_words)
{
    epub_put_slug(&buf, dc_str_of(slugs[_i].text), 20);
    assert_buf(slugs[_i].slug);
}
END_TEST

static const struct {
    const char *url;
    const char *written; /* NULL: may not stand in a book */
} urls[] = {
    {"http://example.com", "http://example.com"},
    {"HTTPS://Example.com:8080/a%20b", "HTTPS://Example.com:8080/a%20b"},
    {"https://example.com/a b?c=<d>&e",
        "https://example.com/a%20b?c=%3Cd%3E&amp;e"},
    {"https://example.com/%zz#a#b", "https://example.com/%25zz#a%23b"},
    {"https://пример.рф/é", "https://пример.рф/%C3%A9"},
    {"http://127.0.0.1/", "http://127.0.0.1/"},
    {"mailto:a@example.com", "mailto:a@example.com"},
    {"tel:+1-2", "tel:+1-2"},
    {"urn:isbn:123", "urn:isbn:123"},
    {"http://", NULL},
    {"http:///path", NULL},
    {"http://user@example.com/", NULL},
    {"http://example.com:99999/", NULL},
    {"http://example.com:/", NULL},
    {"http://1.2.3.400/", NULL},
    {"http://a..b/", NULL},
    {"http://-a.com/", NULL},
    {"http://xn--a/", NULL},
    {"http://[::1]/", NULL},
    {"http://a b/", NULL},
    {"http://a\xff.com/", NULL},
    {"mailto:", NULL},
    {"mailto:@b", NULL},
    {"urn:x", NULL},
    {"javascript:alert(1)", NULL},
    {"JavaScript:alert(1)", NULL},
    {"data:text/html,x", NULL},
    {"file:///etc/passwd", NULL},
    {"//example.com/", NULL},
    {"other.html", NULL},
    {"", NULL},
};

START_TEST(only_urls_that_lead_out_of_the_book_are_external)
{
    dc_str url = dc_str_of(urls[_i].url);
    if (!urls[_i].written) {
        ck_assert_int_eq(epub_url_judge(url), EPUB_URL_BAD);
        return;
    }
    ck_assert_int_eq(epub_url_judge(url), EPUB_URL_EXTERNAL);
    epub_url_put(&buf, url);
    assert_buf(urls[_i].written);
}
END_TEST

START_TEST(fragment_is_internal)
{
    ck_assert_int_eq(epub_url_judge(dc_str_of("#a:b")), EPUB_URL_INTERNAL);
}
END_TEST

static const struct {
    const char *text;
    int is_date;
    const char *full; /* NULL: has no day */
} dates[] = {
    {"2000", 1, NULL},
    {"2000-12", 1, NULL},
    {"2000-02-29", 1, "2000-02-29T00:00:00Z"},
    {"2024-05-06T07:08:09Z", 1, "2024-05-06T07:08:09Z"},
    {"2001-02-29", 0, NULL},
    {"2000-13", 0, NULL},
    {"2000-00-01", 0, NULL},
    {"2000-1-1", 0, NULL},
    {"2024-05-06T24:00:00Z", 0, NULL},
    {"2024-05-06T07:08:09", 0, NULL},
    {"May 2000", 0, NULL},
    {"", 0, NULL},
};

START_TEST(dates_are_those_of_w3c_dtf)
{
    char date[EPUB_DATE_SIZE];
    dc_str text = dc_str_of(dates[_i].text);
    ck_assert_int_eq(epub_is_date(text), dates[_i].is_date);
    ck_assert_int_eq(epub_date_of_text(text, date), dates[_i].full != NULL);
    if (dates[_i].full)
        ck_assert_str_eq(date, dates[_i].full);
}
END_TEST

static const struct {
    int64_t seconds;
    const char *date;
} moments[] = {
    {0, "1970-01-01T00:00:00Z"},
    {951782399, "2000-02-28T23:59:59Z"},
    {951782400, "2000-02-29T00:00:00Z"},
    {1735689599, "2024-12-31T23:59:59Z"},
    {253402300799, "9999-12-31T23:59:59Z"},
    {INT64_MAX, "9999-12-31T23:59:59Z"},
};

static const struct {
    const char *tag;
    int is_language;
} tags[] = {
    {"en", 1},
    {"EN-us", 1},
    {"zh-cmn-Hans-CN", 1},
    {"es-419", 1},
    {"sl-rozaj-biske", 1},
    {"de-CH-1901", 1},
    {"de-u-co-phonebk", 1},
    {"en-x-a-b", 1},
    {"und", 1},
    {"", 0},
    {"e", 0},
    {"en-", 0},
    {"-en", 0},
    {"en--US", 0},
    {"en_US", 0},
    {"1en", 0},
    {"x-private", 0},
    {"i-klingon", 0},
    {"no-such-language-tag", 0},
    {"toolonglanguage", 0},
    {"de-1901-1901", 0},
    {"en-a", 0},
    {"en-x", 0},
    {"en-US-US", 0},
    {"\xc3\xa9n", 0},
};

START_TEST(language_tags_are_those_of_bcp_47)
{
    ck_assert_int_eq(
        epub_is_language(dc_str_of(tags[_i].tag)), tags[_i].is_language);
}
END_TEST

START_TEST(seconds_become_a_date)
{
    char date[EPUB_DATE_SIZE];
    epub_date_of_seconds(moments[_i].seconds, date);
    ck_assert_str_eq(date, moments[_i].date);
}
END_TEST

START_TEST(sha1_is_sha1)
{
    /* FIPS 180-2, appendix A: one block, two blocks. */
    static const unsigned char one[20] = {0xa9, 0x99, 0x3e, 0x36, 0x47, 0x06,
        0x81, 0x6a, 0xba, 0x3e, 0x25, 0x71, 0x78, 0x50, 0xc2, 0x6c, 0x9c, 0xd0,
        0xd8, 0x9d};
    static const unsigned char two[20] = {0x84, 0x98, 0x3e, 0x44, 0x1c, 0x3b,
        0xd2, 0x6e, 0xba, 0xae, 0x4a, 0xa1, 0xf9, 0x51, 0x29, 0xe5, 0xe5, 0x46,
        0x70, 0xf1};
    static const char text[] =
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    unsigned char hash[EPUB_SHA1_BYTES];
    epub_sha1("abc", 3, hash);
    ck_assert_mem_eq(hash, one, sizeof one);
    epub_sha1(text, sizeof text - 1, hash);
    ck_assert_mem_eq(hash, two, sizeof two);
}
END_TEST

static void
make_uuid(const char *const *pieces, char uuid[EPUB_UUID_SIZE])
{
    struct epub_digest digest;
    epub_digest_init(&digest);
    for (; *pieces; pieces++)
        epub_digest_add(&digest, *pieces, strlen(*pieces));
    epub_digest_uuid(&digest, uuid);
}

START_TEST(uuid_is_of_version_5_and_depends_on_every_piece)
{
    static const char *const books[][3] = {{"a", "b", NULL}, {"ab", NULL},
        {"b", "a", NULL}, {"a", "b", ""}, {"a", "", "b"}, {NULL},
        {"0123456789abcdef0123456789abcdef", NULL},
        {"0123456789abcdef0123456789abcdeF", NULL}};
    enum { BOOKS = sizeof books / sizeof books[0] };
    char uuids[BOOKS][EPUB_UUID_SIZE];
    for (int i = 0; i < BOOKS; i++) {
        const char *pieces[4] = {books[i][0], books[i][1], books[i][2], NULL};
        make_uuid(pieces, uuids[i]);
        ck_assert_uint_eq(strlen(uuids[i]), EPUB_UUID_SIZE - 1);
        ck_assert_int_eq(uuids[i][9 + 14], '5');
        ck_assert(strchr("89ab", uuids[i][9 + 19]) != NULL);
        for (int k = 0; k < i; k++)
            ck_assert_str_ne(uuids[i], uuids[k]);
    }
}
END_TEST

START_TEST(map_finds_what_was_put_in_and_nothing_else)
{
    enum { KEYS = 5000 };
    static char names[KEYS][8];
    struct epub_map map = {0};
    for (uint32_t i = 0; i < KEYS; i++) {
        snprintf(names[i], sizeof names[i], "%u", i * 7919 % 100003);
        ck_assert(!epub_map_lookup(&map, dc_str_of(names[i])));
        ck_assert(epub_map_insert(&map, dc_str_of(names[i]), i));
    }
    for (uint32_t i = 0; i < KEYS; i++)
        ck_assert_uint_eq(*epub_map_lookup(&map, dc_str_of(names[i])), i);
    ck_assert(!epub_map_lookup(&map, dc_str_of("x")));
    epub_map_fini(&map);
}
END_TEST

START_TEST(map_tells_beginnings_and_nuls_apart)
{
    static const dc_str keys[] = {DC_STR("a"), DC_STR(""), DC_STR("a\0"),
        DC_STR("ab"), DC_STR("a\0\0"), DC_STR("\0"), DC_STR("abc")};
    enum { KEYS = sizeof keys / sizeof keys[0] };
    struct epub_map map = {0};
    for (uint32_t i = 0; i < KEYS; i++) {
        ck_assert(!epub_map_lookup(&map, keys[i]));
        ck_assert(epub_map_insert(&map, keys[i], i));
    }
    for (uint32_t i = 0; i < KEYS; i++)
        ck_assert_uint_eq(*epub_map_lookup(&map, keys[i]), i);
    epub_map_fini(&map);
}
END_TEST

#define PNG_HEAD "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
#define JPEG_SIZE "\xff\xc0\0\x11\x08\0\x02\0\x03"

static const struct {
    dc_str bytes;
    const char *mime; /* NULL: no image */
} images[] = {
    {DC_STR(PNG_HEAD "\0\0\0\x03\0\0\0\x02\x08\0\0\0\0crc_"), "image/png"},
    {DC_STR(PNG_HEAD "\0\0\0\0\0\0\0\x02\x08\0\0\0\0crc_"), NULL},
    {DC_STR(PNG_HEAD), NULL},
    {DC_STR("GIF89a\x03\0\x02\0\0\0\0"), "image/gif"},
    {DC_STR("GIF89a\0\0\x02\0\0\0\0"), NULL},
    {DC_STR("\xff\xd8\xff\xe0\0\x04xx" JPEG_SIZE), "image/jpeg"},
    {DC_STR("\xff\xd8\xff\xff" JPEG_SIZE), "image/jpeg"},
    {DC_STR("\xff\xd8\xff\xe0\xff\xffxx" JPEG_SIZE), NULL},
    {DC_STR("\xff\xd8\xff\xc0\0\x11"), NULL},
    {DC_STR("RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x02\0\0\x01\0\0"),
        "image/webp"},
    {DC_STR("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), NULL},
    {DC_STR(""), NULL},
};

START_TEST(images_are_known_by_their_bytes)
{
    struct epub_image_kind kind;
    const uint8_t *data = (const uint8_t *)images[_i].bytes.ptr;
    bool is_image = epub_sniff_image(data, images[_i].bytes.len, &kind);
    ck_assert_int_eq(is_image, images[_i].mime != NULL);
    if (!is_image)
        return;
    ck_assert_str_eq(kind.mime, images[_i].mime);
    ck_assert_uint_eq(kind.width, 3);
    ck_assert_uint_eq(kind.height, 2);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

static Suite *
epub_suite(void)
{
    Suite *suite = suite_create("epub_text");
    TCase *tests = tcase_create("strings");
    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_test(tests, text_is_escaped);
    tcase_add_test(tests, value_is_escaped_and_made_valid);
    tcase_add_loop_test(
        tests, slug_is_ascii_and_cut_between_words, 0, COUNT(slugs));
    tcase_add_loop_test(tests, only_urls_that_lead_out_of_the_book_are_external,
        0, COUNT(urls));
    tcase_add_test(tests, fragment_is_internal);
    tcase_add_loop_test(tests, dates_are_those_of_w3c_dtf, 0, COUNT(dates));
    tcase_add_loop_test(
        tests, language_tags_are_those_of_bcp_47, 0, COUNT(tags));
    tcase_add_loop_test(tests, seconds_become_a_date, 0, COUNT(moments));
    tcase_add_test(tests, sha1_is_sha1);
    tcase_add_test(tests, uuid_is_of_version_5_and_depends_on_every_piece);
    tcase_add_test(tests, map_finds_what_was_put_in_and_nothing_else);
    tcase_add_test(tests, map_tells_beginnings_and_nuls_apart);
    tcase_add_loop_test(
        tests, images_are_known_by_their_bytes, 0, COUNT(images));
    suite_add_tcase(suite, tests);
    return suite;
}

int
main(void)
{
    SRunner *runner = srunner_create(epub_suite());
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
