/* SPDX-License-Identifier: MIT */
/* Text: what is borrowed and what copied, what glues, what is replaced. */
#include <sys/mman.h>
#include <unistd.h>

#include "doc_fixture.h"

#define INPUT "The quick brown fox jumps over the lazy dog"

/* The text of the first child of the first block. */
static dc_str
first_run(const struct fixture *f)
{
    dc_job *job = (dc_job *)(uintptr_t)&f->job.api;
    return walk->text(job, walk->first(job, 1));
}

START_TEST(text_in_the_input_is_borrowed_and_has_a_position)
{
    static const char input[] = INPUT;
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    dci_doc_set_input(f.job.doc, input, sizeof input - 1);
    build->open(job, DC_PARA, 3);
    build->text(job, input + 4, 5, 0);
    build->close(job, DC_PARA);
    ck_assert_ptr_eq(first_run(&f).ptr, input + 4);
    ck_assert_uint_eq(walk->pos(job, walk->first(job, 1)), 4);
    ck_assert_uint_eq(walk->pos(job, 1), 3);
    fixture_fini(&f);
}
END_TEST

START_TEST(other_text_is_copied)
{
    struct fixture f;
    char text[] = "volatile";
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_open(job, DC_PARA);
    put_text(job, text);
    memset(text, 'x', sizeof text);
    fixture_expect(&f, DC_OK, "para(\"volatile\")");
    ck_assert_uint_eq(walk->pos(job, walk->first(job, 1)), DC_POS_NONE);
    fixture_fini(&f);
}
END_TEST

static void DC_CALL
count_drop(void *user)
{
    ++*(int *)user;
}

START_TEST(pinned_text_is_borrowed_and_dropped_at_the_end)
{
    enum { REGIONS = 300 };
    static char regions[REGIONS][32];
    struct fixture f;
    int drops = 0;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    for (int i = 0; i < REGIONS; i++) {
        /* In no order of their addresses. */
        char *region = regions[i * 7 % REGIONS];
        ck_assert_int_eq(
            build->pin(job, region, 24, count_drop, &drops), DC_OK);
    }
    ck_assert_int_eq(build->pin(job, NULL, 0, count_drop, &drops), DC_OK);
    ck_assert_int_eq(build->pin(job, INPUT, 3, NULL, NULL), DC_OK);
    put_open(job, DC_PARA);
    for (int i = 0; i < REGIONS; i++) {
        memset(regions[i], 'a', sizeof regions[i]);
        build->text(job, regions[i], 24, DC_TEXT_BREAK);
        build->text(job, regions[i] + 1, 24, DC_TEXT_BREAK);
    }
    build->close(job, DC_PARA);
    uint32_t run = walk->first(job, 1);
    for (int i = 0; i < REGIONS; i++) {
        ck_assert_ptr_eq(walk->text(job, run).ptr, regions[i]);
        run = walk->sibling(job, run);
        /* One byte past the region: not borrowed. */
        ck_assert_ptr_ne(walk->text(job, run).ptr, regions[i] + 1);
        run = walk->sibling(job, run);
    }
    ck_assert_int_eq(drops, 0);
    fixture_fini(&f);
    ck_assert_int_eq(drops, REGIONS + 1);
}
END_TEST

START_TEST(a_pin_that_fails_is_dropped_at_once)
{
    struct fixture f;
    int drops = 0;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    dci_doc_fail(f.job.doc, DC_E_FORMAT);
    ck_assert_int_eq(
        build->pin(job, INPUT, 5, count_drop, &drops), DC_E_FORMAT);
    ck_assert_int_eq(drops, 1);
    fixture_fini(&f);
    ck_assert_int_eq(drops, 1);
}
END_TEST

START_TEST(neighbours_in_memory_become_one_run)
{
    static const char input[] = INPUT;
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    dci_doc_set_input(f.job.doc, input, sizeof input - 1);
    put_open(job, DC_PARA);
    build->text(job, input, 4, 0);
    build->text(job, input + 4, 6, 0);
    build->text(job, input + 10, 6, DC_TEXT_BREAK);
    build->text(job, input + 16, 4, 0);
    build->text(job, input + 20, 6, DC_TEXT_LITERAL);
    build->text(job, input + 26, 5, DC_TEXT_LITERAL);
    build->text(job, "copied ", 7, 0);
    build->text(job, "twice", 5, 0);
    put_open(job, DC_EMPH);
    build->close(job, DC_EMPH);
    build->text(job, "apart", 5, 0);
    fixture_expect(&f, DC_OK,
        "para(\"The quick \" \"brown fox \" \"jumps over \" "
        "\"copied twice\" emph() \"apart\")");
    fixture_fini(&f);
}
END_TEST

START_TEST(flags_are_kept)
{
    struct fixture f;
    dc_view view = {.struct_size = sizeof view};
    dc_cursor cursor = {.struct_size = sizeof cursor};
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_open(job, DC_PARA);
    build->text(job, "a", 1, DC_TEXT_BREAK | DC_TEXT_LITERAL | 0x80);
    build->close(job, DC_PARA);
    walk->start(job, &cursor, walk->first(job, 1));
    ck_assert_uint_eq(walk->next(job, &cursor, &view), DC_LEAF);
    ck_assert_uint_eq(view.flags, DC_TEXT_BREAK | DC_TEXT_LITERAL);
    fixture_fini(&f);
}
END_TEST

START_TEST(what_text_cannot_hold_is_replaced_and_told)
{
    static const char input[] = "good\x01"
                                "bad\xC3(\xED\xA0\x80"
                                "end";
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    dci_doc_set_input(f.job.doc, input, sizeof input - 1);
    put_open(job, DC_PARA);
    build->text(job, input, sizeof input - 1, 0);
    build->close(job, DC_PARA);
    expect_str(first_run(&f),
        "good\uFFFD"
        "bad\uFFFD(\uFFFD\uFFFD\uFFFD"
        "end");
    ck_assert_uint_eq(f.reports[DC_DIAG_LOSS], 1);
    ck_assert_str_eq(f.rule, "text-character");
    ck_assert_str_eq(
        f.message, "5 characters that text cannot hold became U+FFFD");
    ck_assert_uint_eq(f.pos, 4);
    fixture_fini(&f);
}
END_TEST

START_TEST(values_are_checked_like_text)
{
    struct fixture f;
    dc_str key, value;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_open(job, DC_LINK);
    build->set_str(job, DC_F_URL, "a\x02", 2);
    build->attr(job, str("k\x03"), str("\xFF"));
    build->close(job, DC_LINK);
    ck_assert_int_eq(dci_doc_finish(f.job.doc), DC_OK);
    uint32_t link = walk->first(job, 1);
    expect_str(walk->str_field(job, link, DC_F_URL), "a\uFFFD");
    ck_assert_int_eq(walk->attr_at(job, link, 0, &key, &value), 1);
    expect_str(key, "k\uFFFD");
    expect_str(value, "\uFFFD");
    ck_assert_uint_eq(f.reports[DC_DIAG_LOSS], 3);
    fixture_fini(&f);
}
END_TEST

START_TEST(an_empty_run_is_no_node)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_open(job, DC_PARA);
    ck_assert_int_eq(build->text(job, NULL, 0, 0), DC_OK);
    fixture_expect(&f, DC_OK, "para()");
    fixture_fini(&f);
}
END_TEST

enum { PAGE = 1 << 20, PAGES = 1025 };

/* A run of more than 1 GiB, made of one page that is mapped over and over. */
static char *
map_long_text(void)
{
    int fd = memfd_create("text", MFD_CLOEXEC);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(ftruncate(fd, PAGE), 0);
    char *base = mmap(NULL, (size_t)PAGE * PAGES, PROT_NONE,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    ck_assert_ptr_ne(base, MAP_FAILED);
    for (size_t i = 0; i < PAGES; i++)
        ck_assert_ptr_ne(MAP_FAILED,
            mmap(base + i * PAGE, PAGE, PROT_READ | PROT_WRITE,
                (i ? MAP_SHARED : MAP_PRIVATE) | MAP_FIXED, fd, 0));
    close(fd);
    for (size_t i = 0; i < PAGE; i += 2)
        memcpy(base + PAGE + i, "\xC3\xA9", 2);
    memcpy(base, base + PAGE, PAGE);
    base[1] = 'a';
    return base;
}

START_TEST(a_run_too_long_for_a_node_is_split_between_characters)
{
    const size_t most = (size_t)1 << 30;
    struct fixture f;
    char *base = map_long_text();
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    dci_doc_set_input(f.job.doc, base, (uint64_t)PAGE * PAGES);
    put_open(job, DC_PARA);
    /* One letter, then pairs: the limit falls into a pair. */
    size_t len = (size_t)PAGE * PAGES - 1;
    ck_assert_int_eq(build->text(job, base + 1, len, 0), DC_OK);
    build->close(job, DC_PARA);
    uint32_t run = walk->first(job, 1);
    ck_assert_uint_eq(walk->text(job, run).len, most - 1);
    run = walk->sibling(job, run);
    ck_assert_ptr_eq(walk->text(job, run).ptr, base + most);
    ck_assert_uint_eq(walk->text(job, run).len, len - (most - 1));
    ck_assert_uint_eq(walk->sibling(job, run), 0);
    ck_assert_uint_eq(f.reports[DC_DIAG_LOSS], 0);
    fixture_fini(&f);
    munmap(base, (size_t)PAGE * PAGES);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, text_in_the_input_is_borrowed_and_has_a_position);
    tcase_add_test(tests, other_text_is_copied);
    tcase_add_test(tests, pinned_text_is_borrowed_and_dropped_at_the_end);
    tcase_add_test(tests, a_pin_that_fails_is_dropped_at_once);
    tcase_add_test(tests, neighbours_in_memory_become_one_run);
    tcase_add_test(tests, flags_are_kept);
    tcase_add_test(tests, what_text_cannot_hold_is_replaced_and_told);
    tcase_add_test(tests, values_are_checked_like_text);
    tcase_add_test(tests, an_empty_run_is_no_node);
    tcase_add_test(
        tests, a_run_too_long_for_a_node_is_split_between_characters);
    tcase_set_timeout(tests, 60);
    return run_case("doc/text", tests);
}
