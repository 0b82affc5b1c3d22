/* SPDX-License-Identifier: MIT */
/* What headings are called by, what opens lists and articles, what is a link.
 */
#include "read/text_emit.h"
#include "text_fixture.h"
#include "read/text_heading.h"

static const struct {
    const char *text;
    enum text_word_class class;
    uint32_t number;
    bool titled;
} names[] = {
    {"CHAPTER I", TEXT_WORD_CHAPTER, 1, false},
    {"CHAPTER I. Down the Rabbit-Hole", TEXT_WORD_CHAPTER, 1, true},
    {"Chapter the Second", TEXT_WORD_CHAPTER, 2, false},
    {"Erstes Kapitel", TEXT_WORD_CHAPTER, 1, false},
    {"3. fejezet", TEXT_WORD_CHAPTER, 3, false},
    {"Глава первая", TEXT_WORD_CHAPTER, 1, false},
    {"第十二章 归来", TEXT_WORD_CHAPTER, 12, true},
    {"CHAPITRE PREMIER", TEXT_WORD_CHAPTER, 1, false},
    {"CAPÍTULO PRIMERO", TEXT_WORD_CHAPTER, 1, false},
    {"ENSIMMÄINEN LUKU", TEXT_WORD_CHAPTER, 1, false},
    {"ELSŐ FEJEZET", TEXT_WORD_CHAPTER, 1, false},
    {"KAPITOLA PRVNÍ", TEXT_WORD_CHAPTER, 1, false},
    {"ROZDZIAŁ PIERWSZY", TEXT_WORD_CHAPTER, 1, false},
    {"FÖRSTA KAPITLET", TEXT_WORD_CHAPTER, 1, false},
    {"EERSTE HOOFDSTUK", TEXT_WORD_CHAPTER, 1, false},
    {"ΚΕΦΑΛΑΙΟ Α", TEXT_WORD_CHAPTER, 1, false},
    {"BİRİNCİ BÖLÜM", TEXT_WORD_CHAPTER, 1, false},
    {"Розділ 5", TEXT_WORD_CHAPTER, 5, false},
    {"الفصل الأول", TEXT_WORD_CHAPTER, 1, false},
    {"פרק א", TEXT_WORD_CHAPTER, 1, false},
    {"제1장", TEXT_WORD_CHAPTER, 1, false},
    {"The Third Book", TEXT_WORD_PART, 3, false},
    {"PART A", TEXT_WORD_PART, 1, false},
    {"BOOK A TABLE", TEXT_WORD_NONE, 0, true},
    {"Page 12", TEXT_WORD_NONE, 0, true},
    {"I--THE RIVER", TEXT_WORD_NONE, 1, true},
    {"PART TWO", TEXT_WORD_PART, 2, false},
    {"SECUNDA SCAENA", TEXT_WORD_SECTION, 2, false},
    {"PREFACE.", TEXT_WORD_NAMED, 0, false},
    {"Table of Contents", TEXT_WORD_CONTENTS, 0, false},
    {"IV.", TEXT_WORD_NONE, 4, false},
    {"IV. The Storm", TEXT_WORD_NONE, 4, true},
    {"ADVENTURE II. A TALE", TEXT_WORD_CHAPTER, 2, true},
    {"EXPERIMENT 3", TEXT_WORD_NONE, 3, false},
    {"The Storm", TEXT_WORD_NONE, 0, true},
    {"I had a dream", TEXT_WORD_NONE, 0, true},
    {"Part of the way", TEXT_WORD_NONE, 0, true},
};

START_TEST(names_are_read)
{
    struct text_candidate found = {0};
    text_candidate_name(&found, slice_of(names[_i].text));
    ck_assert_int_eq(found.class, names[_i].class);
    ck_assert_uint_eq(found.number.value, names[_i].number);
    ck_assert_int_eq(found.titled, names[_i].titled);
}
END_TEST

static const struct {
    const char *text;
    const char *dateline; /* NULL if there is none */
    const char *source;
    const char *date;
} datelines[] = {
    {"GENEVA. Sept 3 (Agency) -- Delegates said", "GENEVA. Sept 3 (Agency)",
        "Agency", ""},
    {"МОСКВА, 3 сентября. /ТАСС/. Делегаты", "МОСКВА, 3 сентября. /ТАСС/",
        "ТАСС", ""},
    {"КИЕВ. 5 мая. ИНТЕРФАКС-УКРАИНА - Текст", "КИЕВ. 5 мая. ИНТЕРФАКС-УКРАИНА",
        "ИНТЕРФАКС-УКРАИНА", ""},
    {"Москва. 3 сентября. INTERFAX.RU - Текст",
        "Москва. 3 сентября. INTERFAX.RU", "INTERFAX.RU", ""},
    {"BERLIN (dpa) - Die Delegierten", "BERLIN (dpa)", "dpa", ""},
    {"PARIS, 3 septembre 2026 (AFP) – Les", "PARIS, 3 septembre 2026 (AFP)",
        "AFP", "2026-09-03"},
    {"Alice was tired (very) - and slept", NULL, NULL, NULL},
    {"In May 1984 he left - for good", NULL, NULL, NULL},
    {"— Кто там? — спросил он", NULL, NULL, NULL},
    {"GENEVA, Sept 3 (Agency)", NULL, NULL, NULL},
    {"", NULL, NULL, NULL},
};

static void
check_slice(struct text_slice found, const char *wanted)
{
    ck_assert_uint_eq(found.len, strlen(wanted));
    ck_assert_mem_eq(found.at, wanted, found.len);
}

START_TEST(datelines_are_read)
{
    struct text_doc doc = {0};
    bool found = text_dateline_read(&doc, slice_of(datelines[_i].text));
    ck_assert_int_eq(found, datelines[_i].dateline != NULL);
    if (found) {
        check_slice(doc.meta.dateline, datelines[_i].dateline);
        check_slice(doc.meta.publisher, datelines[_i].source);
        ck_assert_str_eq(doc.meta.date, datelines[_i].date);
    }
}
END_TEST

static const struct {
    const char *text;
    uint32_t skip; /* 0 if the text opens no item */
} markers[] = {
    {"- one", 2},
    {"* one", 2},
    {"\xE2\x80\xA2 one", 4},
    {"1. one", 3},
    {"12) one", 4},
    {"(3) one", 4},
    {"iv. one", 4},
    {"a) one", 3},
    {"-one", 0},
    {"1.one", 0},
    {"1984. It", 0},
    {"*", 0},
    {"one", 0},
    {"Mr. Holm", 0},
};

START_TEST(markers_are_read)
{
    struct text_marker marker = {.skip = 0};
    bool found = text_marker_read(slice_of(markers[_i].text), &marker);
    ck_assert_int_eq(found, markers[_i].skip != 0);
    if (found) {
        ck_assert_uint_eq(marker.skip, markers[_i].skip);
    }
}
END_TEST

static const struct {
    const char *text;
    size_t at; /* of the ':' or '@' */
    const char *link; /* NULL if there is none */
} links[] = {
    {"See http://a.org/b.", 8, "http://a.org/b"},
    {"(https://a.org/x_(y))", 6, "https://a.org/x_(y)"},
    {"<ftp://a.org>", 4, "ftp://a.org"},
    {"me@example.org,", 2, "me@example.org"},
    {"@reuters", 0, NULL},
    {"a@b", 1, NULL},
    {"C:\\new", 1, NULL},
    {"xhttp://a", 5, NULL},
    {"http://", 4, NULL},
};

START_TEST(links_are_found)
{
    struct text_slice text = slice_of(links[_i].text);
    struct text_link link = {0, 0, false};
    bool found = text_link_at(text, 0, links[_i].at, &link);
    ck_assert_int_eq(found, links[_i].link != NULL);
    if (found) {
        struct text_slice slice = {text.at + link.from, link.end - link.from};
        check_slice(slice, links[_i].link);
    }
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("naming");
    tcase_add_loop_test(tests, names_are_read, 0, sizeof names / sizeof *names);
    tcase_add_loop_test(
        tests, datelines_are_read, 0, sizeof datelines / sizeof *datelines);
    tcase_add_loop_test(
        tests, markers_are_read, 0, sizeof markers / sizeof *markers);
    tcase_add_loop_test(
        tests, links_are_found, 0, sizeof links / sizeof *links);
    return run_case(tests, "text naming");
}
