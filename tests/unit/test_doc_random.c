/* SPDX-License-Identifier: MIT */
/*
 * Readers that call at random.  Whatever they do, the tree that comes out is
 * in order: every child is where its kind may be, opens and closes pair, and
 * children and siblings agree with the walk.
 */
#include "doc_fixture.h"

enum { CALLS = 400, SHALLOW = 12 };

static const struct {
    unsigned is, holds;
} groups[DC_KIND_COUNT] = {
#define DC_KIND(name, number, text, is, holds) [number] = {is, holds},
#include "docconv/kinds.def"
#undef DC_KIND
};

static uint32_t
random_number(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % below;
}

/* Checks what is below `parent`, and that a walk sees the same. */
static void
check_children(dc_job *job, uint32_t parent, uint32_t parent_kind)
{
    dc_cursor cursor = {.struct_size = sizeof cursor};
    dc_view view = {.struct_size = sizeof view};
    uint32_t child = walk->first(job, parent);
    walk->start(job, &cursor, parent);
    walk->next(job, &cursor, &view);
    while (walk->next(job, &cursor, &view) != DC_CLOSE) {
        bool is_in_place =
            (groups[view.kind].is & groups[parent_kind].holds) != 0;
        if (view.node != child || !is_in_place)
            ck_abort_msg("node %u is not in place", view.node);
        if (view.op == DC_OPEN) {
            walk->skip(job, &cursor);
            ck_assert_uint_eq(walk->next(job, &cursor, &view), DC_CLOSE);
        }
        child = walk->sibling(job, child);
    }
    ck_assert_uint_eq(child, 0);
}

/* Walks over a whole block; all nodes in it are checked in turn. */
static void
check_tree(dc_job *job, uint32_t root)
{
    uint32_t path[SHALLOW + 16];
    uint32_t depth = 0;
    dc_cursor cursor = {.struct_size = sizeof cursor};
    dc_view view = {.struct_size = sizeof view};
    walk->start(job, &cursor, root);
    while (walk->next(job, &cursor, &view) != DC_END) {
        if (view.op == DC_CLOSE)
            depth--;
        ck_assert_uint_eq(view.depth, depth);
        if (view.op == DC_CLOSE)
            ck_assert_uint_eq(path[depth], view.node);
        ck_assert_uint_eq(walk->kind(job, view.node), view.kind);
        ck_assert_uint_le(depth, SHALLOW + 8);
        if (view.op != DC_OPEN)
            continue;
        path[depth++] = view.node;
        check_children(job, view.node, view.kind);
    }
    ck_assert_uint_eq(depth, 0);
}

static int32_t
check_block(void *user, uint32_t node)
{
    struct fixture *f = user;
    f->blocks++;
    check_tree(&f->job.api, node);
    return DC_OK;
}

/* One call; `open` is what a careful reader believes to be open. */
static int32_t
call_at_random(dc_job *job, uint32_t *state, struct dci_buf *open)
{
    uint32_t kind = random_number(state, DC_KIND_COUNT);
    uint32_t what = random_number(state, 100);
    if (what < 35) {
        dci_buf_putc(open, (char)kind);
        return put_open(job, kind);
    }
    if (what < 65) {
        if (open->len > 0)
            kind = (unsigned char)open->data[--open->len];
        return build->close(job, kind);
    }
    if (what < 90)
        return put_text(job, what < 70 ? "  " : "some words");
    if (what < 94)
        return build->attr(job, str("k"), str("v"));
    if (what < 96)
        return build->set_int(job, DC_F_LEVEL, 1);
    if (what < 98)
        return build->meta_open(job, str("k"), (int32_t)(kind % 4), 1);
    return build->meta_close(job);
}

static void
run_reader(uint32_t seed, bool has_window)
{
    struct fixture f;
    struct dci_buf open;
    uint32_t state = seed;
    dc_job *job = fixture_init(&f,
        (struct dci_doc_config){
            .max_depth = SHALLOW, .on_block = has_window ? check_block : NULL});
    dci_buf_init(&open, 0);
    int32_t status = DC_OK;
    for (int i = 0; i < CALLS && status == DC_OK; i++)
        status = call_at_random(job, &state, &open);
    ck_assert_int_eq(dci_doc_finish(f.job.doc), status);
    if (!has_window)
        for (uint32_t node = dci_doc_first_block(f.job.doc); node;
             node = walk->sibling(job, node))
            check_tree(job, node);
    for (uint32_t i = 0; walk->meta_at(job, i); i++)
        check_tree(job, walk->meta_at(job, i));
    ck_assert_uint_eq(f.reports[DC_DIAG_ERROR], status != DC_OK);
    dci_buf_fini(&open);
    fixture_fini(&f);
}

START_TEST(a_tree_is_in_order_whatever_the_reader_did)
{
    for (uint32_t seed = 0; seed < 4000; seed++)
        run_reader(seed * 2654435761u, seed % 2);
}
END_TEST

/* A kind that `holder` may hold, or DC_TEXT for none. */
static uint32_t
fitting_kind(uint32_t *state, unsigned holds)
{
    for (int i = 0; i < 200; i++) {
        uint32_t kind = random_number(state, DC_KIND_COUNT);
        if (kind != DC_TEXT && groups[kind].is & holds)
            return kind;
    }
    return DC_TEXT;
}

/* A reader that breaks no rule: nothing may be refused, however deep. */
static void
run_careful_reader(uint32_t seed)
{
    struct fixture f;
    unsigned char path[CALLS];
    uint32_t depth = 0;
    uint32_t state = seed;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.max_depth = SHALLOW});
    for (int i = 0; i < CALLS; i++) {
        uint32_t top = depth ? path[depth - 1] : DC_DOCUMENT;
        uint32_t kind = fitting_kind(&state, groups[top].holds);
        bool is_text = (groups[top].holds & (DC_G_TEXT | DC_G_INLINE)) != 0;
        if (is_text && random_number(&state, 3) == 0)
            ck_assert_int_eq(put_text(job, "words"), DC_OK);
        if (kind != DC_TEXT && random_number(&state, 4)) {
            ck_assert_int_eq(put_open(job, kind), DC_OK);
            path[depth++] = (unsigned char)kind;
        } else if (depth > 0) {
            ck_assert_int_eq(build->close(job, path[--depth]), DC_OK);
        }
    }
    while (depth > 0)
        ck_assert_int_eq(build->close(job, path[--depth]), DC_OK);
    ck_assert_int_eq(dci_doc_finish(f.job.doc), DC_OK);
    ck_assert_uint_le(f.reports[DC_DIAG_WARNING], 1);
    ck_assert_uint_eq(f.reports[DC_DIAG_LOSS], 0);
    for (uint32_t node = dci_doc_first_block(f.job.doc); node;
         node = walk->sibling(job, node))
        check_tree(job, node);
    fixture_fini(&f);
}

START_TEST(a_reader_that_breaks_no_rule_is_never_refused)
{
    for (uint32_t seed = 0; seed < 1000; seed++)
        run_careful_reader(seed * 2654435761u);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_tree_is_in_order_whatever_the_reader_did);
    tcase_add_test(tests, a_reader_that_breaks_no_rule_is_never_refused);
    return run_case("doc/random", tests);
}
