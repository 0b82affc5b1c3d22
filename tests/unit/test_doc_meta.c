/* SPDX-License-Identifier: MIT */
/* Metadata and media: what wins, in what order they come. */
#include "doc_fixture.h"

static int32_t
put_meta(dc_job *job, const char *key, int32_t origin, const char *value)
{
    build->meta_open(job, str(key), origin, 80);
    put_open(job, DC_META_STRING);
    put_text(job, value);
    build->close(job, DC_META_STRING);
    return build->meta_close(job);
}

static void
expect_meta(struct fixture *f, const char *key, const char *tree)
{
    dci_buf_clear(&f->dump);
    fixture_dump(f, walk->meta(&f->job.api, str(key)));
    dci_buf_put(&f->dump, "", 0);
    ck_assert_str_eq(f->dump.data, tree);
}

START_TEST(an_entry_is_found_by_its_key)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_open(job, DC_PARA);
    put_text(job, "body");
    ck_assert_int_eq(put_meta(job, "title", DC_ORIGIN_GUESS, "A Title"), DC_OK);
    put_text(job, " goes on");
    expect_meta(&f, "title", "string(\"A Title\")");
    ck_assert_uint_eq(walk->meta(job, str("none")), 0);
    uint32_t value = walk->meta(job, str("title"));
    ck_assert_uint_eq(walk->kind(job, value), DC_META_STRING);
    expect_str(walk->plain_text(job, value), "A Title");
    ck_assert_uint_eq(walk->sibling(job, value), 0);
    fixture_expect(&f, DC_OK, "para(\"body goes on\")");
    fixture_fini(&f);
}
END_TEST

START_TEST(the_higher_origin_wins_and_of_equal_ones_the_first)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    for (int32_t origin = DC_ORIGIN_GUESS; origin <= DC_ORIGIN_USER; origin++)
        for (int32_t other = origin; other >= DC_ORIGIN_GUESS; other--) {
            const char *value = other == origin ? "wins" : "loses";
            ck_assert_int_eq(put_meta(job, "k", other, value), DC_OK);
            ck_assert_int_eq(put_meta(job, "k", other, "loses"), DC_OK);
            expect_meta(&f, "k", "string(\"wins\")");
            uint32_t entry = walk->meta_at(job, 0);
            ck_assert_int_eq(walk->int_field(job, entry, DC_F_ORIGIN), origin);
        }
    ck_assert_uint_eq(walk->meta_at(job, 1), 0);
    fixture_fini(&f);
}
END_TEST

START_TEST(keys_are_compared_as_they_are_kept)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_meta(job, "k\x01", DC_ORIGIN_USER, "wins");
    put_meta(job, "k\x02", DC_ORIGIN_USER, "loses");
    expect_meta(&f, "k\uFFFD", "string(\"wins\")");
    ck_assert_uint_eq(walk->meta_at(job, 1), 0);
    fixture_fini(&f);
}
END_TEST

START_TEST(an_entry_that_lost_takes_no_memory)
{
    struct fixture f;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.max_memory = 200000});
    put_meta(job, "k", DC_ORIGIN_USER, "kept");
    for (int i = 0; i < 50000; i++)
        ck_assert_int_eq(
            put_meta(job, "k", DC_ORIGIN_FILE, "lost, and long"), DC_OK);
    expect_meta(&f, "k", "string(\"kept\")");
    fixture_fini(&f);
}
END_TEST

START_TEST(entries_come_in_the_order_of_their_keys)
{
    static const char *const keys[] = {
        "title", "", "author", "zz", "a", "ab", "date"};
    static const char *const sorted[] = {
        "", "a", "ab", "author", "date", "title", "zz"};
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    for (size_t i = 0; i < 7; i++)
        put_meta(job, keys[i], DC_ORIGIN_DOCUMENT, keys[i]);
    for (uint32_t i = 0; i < 7; i++) {
        uint32_t entry = walk->meta_at(job, i);
        ck_assert_uint_eq(walk->kind(job, entry), DC_META_ENTRY);
        expect_str(walk->str_field(job, entry, DC_F_KEY), sorted[i]);
        ck_assert_int_eq(walk->int_field(job, entry, DC_F_CONFIDENCE), 80);
        uint32_t value = walk->first(job, entry);
        ck_assert_uint_eq(value, walk->meta(job, str(sorted[i])));
        expect_str(walk->plain_text(job, value), sorted[i]);
        ck_assert_uint_eq(walk->sibling(job, entry), 0);
    }
    ck_assert_uint_eq(walk->meta_at(job, 7), 0);
    fixture_fini(&f);
}
END_TEST

START_TEST(values_may_be_trees)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    build->meta_open(job, str("k"), DC_ORIGIN_DOCUMENT, 100);
    put_open(job, DC_META_MAP);
    put_open(job, DC_META_ENTRY);
    build->set_str(job, DC_F_KEY, "inner", 5);
    put_open(job, DC_META_BOOL);
    build->set_int(job, DC_F_TRUE, 1);
    build->close(job, DC_META_BOOL);
    build->close(job, DC_META_ENTRY);
    put_open(job, DC_META_ENTRY);
    put_open(job, DC_META_BLOCKS);
    put_text(job, "loose");
    build->close(job, DC_META_BLOCKS);
    build->close(job, DC_META_ENTRY);
    build->close(job, DC_META_MAP);
    ck_assert_int_eq(build->meta_close(job), DC_OK);
    expect_meta(&f, "k", "map(entry(bool) entry(blocks(plain(\"loose\"))))");
    uint32_t entry = walk->first(job, walk->meta(job, str("k")));
    expect_str(walk->str_field(job, entry, DC_F_KEY), "inner");
    uint32_t truth = walk->first(job, entry);
    ck_assert_int_eq(walk->int_field(job, truth, DC_F_TRUE), 1);
    fixture_fini(&f);
}
END_TEST

START_TEST(an_entry_without_a_value_is_none)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    build->meta_open(job, str("k"), DC_ORIGIN_DOCUMENT, 100);
    ck_assert_int_eq(build->meta_close(job), DC_OK);
    ck_assert_uint_eq(walk->meta_at(job, 0), 0);
    fixture_fini(&f);
}
END_TEST

START_TEST(an_entry_left_open_is_closed_at_the_end)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_open(job, DC_PARA);
    build->meta_open(job, str("k"), DC_ORIGIN_DOCUMENT, 100);
    put_open(job, DC_META_STRING);
    put_text(job, "v");
    fixture_expect(&f, DC_OK, "para()");
    expect_meta(&f, "k", "string(\"v\")");
    ck_assert_uint_eq(f.reports[DC_DIAG_WARNING], 2);
    fixture_fini(&f);
}
END_TEST

START_TEST(entries_out_of_order_are_faults)
{
    for (int fault = 0; fault < 6; fault++) {
        struct fixture f;
        dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
        if (fault > 0)
            build->meta_open(job, str("k"), DC_ORIGIN_DOCUMENT, 100);
        if (fault == 1)
            build->meta_open(job, str("l"), DC_ORIGIN_DOCUMENT, 100);
        if (fault == 2)
            put_open(job, DC_META_LIST);
        if (fault == 3)
            put_open(job, DC_PARA);
        if (fault == 4)
            build->set_int(job, DC_F_ORIGIN, DC_ORIGIN_USER);
        if (fault == 5) {
            put_open(job, DC_META_BOOL);
            build->close(job, DC_META_BOOL);
            put_open(job, DC_META_BOOL);
        }
        ck_assert_int_eq(build->meta_close(job), DC_E_PLUGIN);
        ck_assert_str_eq(f.rule, "plugin-nesting");
        fixture_fini(&f);
    }
}
END_TEST

static dc_media
medium(const char *name, const void *data, uint64_t len)
{
    return (dc_media){.struct_size = sizeof(dc_media),
        .name = str(name),
        .mime = str("image/png"),
        .data = data,
        .len = len};
}

/* Counts how often it is asked, and fails for the name "none". */
static int32_t DC_CALL
bring_medium(void *user, dc_media *media)
{
    unsigned *asked = user;
    ++*asked;
    if (media->name.len == 4)
        return DC_E_FORMAT;
    media->data = (const uint8_t *)"later";
    media->len = 5;
    return DC_OK;
}

START_TEST(announced_media_are_brought_once)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    const dc_media_table *table = &dci_doc_media_table;
    unsigned asked = 0;
    dc_media media = medium("one", NULL, 0);
    ck_assert_int_eq(
        table->announce(job, &media, bring_medium, &asked), DC_OK);
    ck_assert_int_eq(table->add(job, &media), DC_E_EXISTS);
    media.name = str("none");
    ck_assert_int_eq(
        table->announce(job, &media, bring_medium, &asked), DC_OK);
    ck_assert_uint_eq(asked, 0);
    dc_media found = {.struct_size = sizeof found};
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(
            table->lookup(job, str("one"), &found), 1);
        ck_assert_uint_eq(found.len, 5);
        ck_assert_int_eq(
            table->lookup(job, str("none"), &found), 0);
        ck_assert_uint_eq(asked, 2);
    }
    ck_assert_int_eq(table->at(job, 0, &found), 1);
    ck_assert_ptr_null(found.data);
    ck_assert_int_eq(table->at(job, 2, &found), 0);
    fixture_fini(&f);
}
END_TEST

START_TEST(media_are_found_by_name_and_in_order)
{
    static const char *const names[] = {"b.png", "a/z.png", "a.png"};
    static const char *const sorted[] = {"a.png", "a/z.png", "b.png"};
    const dc_media_table *table = &dci_doc_media_table;
    struct fixture f;
    char bytes[] = "bytes";
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    for (size_t i = 0; i < 3; i++) {
        dc_media media = medium(names[i], bytes, 5);
        ck_assert_int_eq(table->add(job, &media), DC_OK);
        ck_assert_int_eq(table->add(job, &media), DC_E_EXISTS);
    }
    memset(bytes, 'x', sizeof bytes);
    ck_assert_int_eq(build->status(job), DC_OK);
    dc_media media = {.struct_size = sizeof media};
    for (uint32_t i = 0; i < 3; i++) {
        ck_assert_int_eq(table->at(job, i, &media), 1);
        expect_str(media.name, sorted[i]);
        expect_str(media.mime, "image/png");
        expect_str((dc_str){(const char *)media.data, media.len}, "bytes");
        ck_assert_uint_eq(media.flags, 0);
    }
    ck_assert_int_eq(table->at(job, 3, &media), 0);
    ck_assert_int_eq(table->lookup(job, str("a/z.png"), &media), 1);
    expect_str(media.name, "a/z.png");
    ck_assert_int_eq(table->lookup(job, str("a"), &media), 0);
    fixture_fini(&f);
}
END_TEST

START_TEST(pinned_media_are_not_copied)
{
    static const char bytes[] = "pinned";
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    build->pin(job, bytes, 6, NULL, NULL);
    dc_media media = medium("a", bytes, 6);
    dci_doc_media_table.add(job, &media);
    dci_doc_media_table.at(job, 0, &media);
    ck_assert_ptr_eq(media.data, (const uint8_t *)bytes);
    media = medium("empty", NULL, 0);
    ck_assert_int_eq(dci_doc_media_table.add(job, &media), DC_OK);
    media = medium("", NULL, 0);
    ck_assert_int_eq(dci_doc_media_table.add(job, &media), DC_E_PLUGIN);
    fixture_fini(&f);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, an_entry_is_found_by_its_key);
    tcase_add_test(tests, the_higher_origin_wins_and_of_equal_ones_the_first);
    tcase_add_test(tests, keys_are_compared_as_they_are_kept);
    tcase_add_test(tests, an_entry_that_lost_takes_no_memory);
    tcase_add_test(tests, entries_come_in_the_order_of_their_keys);
    tcase_add_test(tests, values_may_be_trees);
    tcase_add_test(tests, an_entry_without_a_value_is_none);
    tcase_add_test(tests, an_entry_left_open_is_closed_at_the_end);
    tcase_add_test(tests, entries_out_of_order_are_faults);
    tcase_add_test(tests, announced_media_are_brought_once);
    tcase_add_test(tests, media_are_found_by_name_and_in_order);
    tcase_add_test(tests, pinned_media_are_not_copied);
    return run_case("doc/meta", tests);
}
