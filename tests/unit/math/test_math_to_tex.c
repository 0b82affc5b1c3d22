/* SPDX-License-Identifier: MIT */
/*
 * From MathML to TeX: what elements become, what is refused, and that every
 * formula of formulas.txt comes back as the same MathML.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "math/math.h"

static struct math_buf first;
static struct math_buf tex;
static struct math_buf second;

static void
teardown(void)
{
    math_buf_fini(&first);
    math_buf_fini(&tex);
    math_buf_fini(&second);
}

static dc_str
str(const char *text)
{
    return (dc_str){text, strlen(text)};
}

static const struct {
    const char *mathml;
    const char *tex; /* NULL: refused */
} cases[] = {
    {"<math><mi>x</mi></math>", "x"},
    {"<m:math xmlns:m='x'><m:mi>x</m:mi></m:math>", "x"},
    {"<math><mi> \n x </mi></math>", "x"},
    {"<math><mi>&#x3B1;</mi><mo>&#8722;</mo><mi>b</mi></math>", "\\alpha-b"},
    {"<math><mi>\xCE\xB1</mi><mi>b</mi></math>", "\\alpha b"},
    {"<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "\\frac{1}{2}"},
    {"<math><msup><mrow><mi>a</mi><mi>b</mi></mrow><mn>2</mn></msup></math>",
        "{ab}^{2}"},
    {"<math><msub><msup><mi>a</mi><mn>1</mn></msup><mn>2</mn></msub></math>",
        "{a^{1}}_{2}"},
    {"<math><mi>sin</mi><mo>&#x2061;</mo><mi>x</mi></math>", "\\sin x"},
    {"<math><mi>foo</mi><mo>&#x2061;</mo><mi>x</mi></math>",
        "\\operatorname{foo}x"},
    {"<math><mi mathvariant='double-struck'>R</mi></math>", "\\mathbb{R}"},
    {"<math><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></math>",
        "\\left(x\\right)"},
    {"<math><mfenced><mi>x</mi><mi>y</mi></mfenced></math>",
        "\\left(x,y\\right)"},
    {"<math><mfenced open='[' close='' separators=''><mi>x</mi></mfenced>"
     "</math>",
        "\\left[x\\right."},
    {"<math><mover><mi>x</mi><mo>&#xAF;</mo></mover></math>", "\\bar{x}"},
    {"<math display='block'><munder><mo>&#x2211;</mo><mi>i</mi></munder>"
     "</math>",
        "\\sum_{i}"},
    {"<math><mtext>50% of {x}</mtext></math>", "\\text{50\\% of \\{x\\}}"},
    {"<math><mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn>"
     "</mmultiscripts></math>",
        "{}_{6}^{14}C"},
    {"<math><semantics><mi>x</mi><annotation-xml><x>y</x></annotation-xml>"
     "</semantics></math>",
        "x"},
    {"<math><!-- c --><mi><![CDATA[x]]></mi><?p?></math>", "x"},
    {"<math><semantics><mi>x</mi><annotation encoding='application/x-tex'> "
     "a &lt; b </annotation></semantics></math>",
        "a < b"},
    {"<math><apply><plus/><ci>x</ci></apply></math>", NULL},
    {"<math><mi>&nosuch;</mi></math>", NULL},
    {"<math><mfrac><mi>x</mi></mfrac></math>", NULL},
    {"<math><mi>x</mi>", NULL},
    {"<math></math></math>", NULL},
    {"<mi>x</mi>", NULL},
    {"<math><mi a=b>x</mi></math>", NULL},
    {"<math><mi>\xFF</mi></math>", NULL},
    {"<!DOCTYPE math><math/>", NULL},
    {"", NULL},
};

START_TEST(elements_become_tex)
{
    bool is_done = math_to_tex(str(cases[_i].mathml), true, &tex);
    ck_assert_msg(is_done == (cases[_i].tex != NULL), "%s", cases[_i].mathml);
    if (!is_done)
        return;
    math_buf_add(&tex, (dc_str){"", 1});
    ck_assert_str_eq(tex.data, cases[_i].tex);
}
END_TEST

/* Nothing of the formula but its elements. */
static void
cut_annotation(struct math_buf *buf)
{
    char *start =
        memmem(buf->data, buf->len, "<annotation", strlen("<annotation"));
    ck_assert(start);
    buf->len = (size_t)(start - buf->data);
}

static void
check_round_trip(dc_str formula, bool is_display)
{
    struct math_fault fault = {NULL, 0};
    teardown();
    ck_assert_msg(math_from_tex(formula, is_display, &first, &fault),
        "%.*s: %s", (int)formula.len, formula.ptr, fault.why);
    ck_assert_msg(math_to_tex((dc_str){first.data, first.len}, false, &tex),
        "%.*s", (int)formula.len, formula.ptr);
    ck_assert_msg(
        math_from_tex((dc_str){tex.data, tex.len}, is_display, &second, &fault),
        "%.*s: %.*s: %s", (int)formula.len, formula.ptr, (int)tex.len, tex.data,
        fault.why);
    cut_annotation(&first);
    cut_annotation(&second);
    ck_assert_msg(first.len == second.len &&
            memcmp(first.data, second.data, first.len) == 0,
        "%.*s: %.*s", (int)formula.len, formula.ptr, (int)tex.len, tex.data);
}

START_TEST(formulas_come_back_the_same)
{
    FILE *file = fopen(MATH_FORMULAS, "r");
    char line[1024];
    size_t count = 0;
    ck_assert(file);
    while (fgets(line, sizeof(line), file)) {
        dc_str formula = {line, strcspn(line, "\n")};
        check_round_trip(formula, false);
        check_round_trip(formula, true);
        count++;
    }
    fclose(file);
    ck_assert_uint_gt(count, 300);
}
END_TEST

/* Depth is data here, too. */
static const char *const openers[] = {"<mrow>", "<msqrt>", "<mrow><mo>(</mo>",
    "<msup><mi>x</mi>", "<mtable><mtr><mtd>", "<mi>", "<!--", "<semantics>",
    "<annotation-xml>", "&", "<mi x='"};

START_TEST(what_is_too_deep_is_refused)
{
    size_t len = strlen(openers[_i]), count = 400000 / len;
    math_buf_put(&first, "<math>");
    for (size_t i = 0; i < count; i++)
        math_buf_put(&first, openers[_i]);
    ck_assert(!math_to_tex((dc_str){first.data, first.len}, true, &tex));
}
END_TEST

START_TEST(wide_formulas_are_not_deep)
{
    math_buf_put(&first, "<math>");
    for (size_t i = 0; i < 20000; i++)
        math_buf_put(&first, "<mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>");
    math_buf_put(&first, "</math>");
    ck_assert(math_to_tex((dc_str){first.data, first.len}, true, &tex));
    ck_assert_uint_eq(tex.len, 20000 * strlen("\\left(x\\right)"));
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("math/to_tex");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_loop_test(
        tests, elements_become_tex, 0, sizeof(cases) / sizeof(*cases));
    tcase_add_test(tests, formulas_come_back_the_same);
    tcase_add_loop_test(tests, what_is_too_deep_is_refused, 0,
        sizeof(openers) / sizeof(*openers));
    tcase_add_test(tests, wide_formulas_are_not_deep);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
