/* SPDX-License-Identifier: MIT */
/*
 * From TeX to MathML: what formulas become, what is refused and where, and
 * that hostile ones come to an end.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "math/math.h"

static struct math_buf out;
static struct math_fault fault;

static void
teardown(void)
{
    math_buf_fini(&out);
}

static bool
convert(const char *tex, size_t len, bool is_display)
{
    math_buf_fini(&out);
    memset(&fault, 0, sizeof(fault));
    return math_from_tex((dc_str){tex, len}, is_display, &out, &fault);
}

/* What stands between <semantics> and <annotation> is `expected`. */
static void
assert_formula(const char *tex, bool is_display, const char *expected)
{
    ck_assert_msg(convert(tex, strlen(tex), is_display), "%s: %s at %zu", tex,
        fault.why, fault.offset);
    math_buf_add(&out, (dc_str){"", 1});
    char *start = strstr(out.data, "<semantics>");
    char *end = strstr(out.data, "<annotation");
    ck_assert(start && end);
    *end = 0;
    ck_assert_str_eq(start + strlen("<semantics>"), expected);
}

static const struct {
    const char *tex;
    const char *mathml;
} formulas[] = {
    {"", "<mrow></mrow>"},
    {"x", "<mi>x</mi>"},
    {"12.5", "<mn>12.5</mn>"},
    {"x^10", "<mrow><msup><mi>x</mi><mn>1</mn></msup><mn>0</mn></mrow>"},
    {"a_i^2", "<msubsup><mi>a</mi><mi>i</mi><mn>2</mn></msubsup>"},
    {"a^2_i", "<msubsup><mi>a</mi><mi>i</mi><mn>2</mn></msubsup>"},
    {"f''", "<msup><mi>f</mi><mo>\xE2\x80\xB3</mo></msup>"},
    {"f'^2",
        "<msup><mi>f</mi><mrow><mo>\xE2\x80\xB2</mo><mn>2</mn></mrow></msup>"},
    {"a=-b",
        "<mrow><mi>a</mi><mo>=</mo><mo form=\"prefix\">\xE2\x88\x92</mo>"
        "<mi>b</mi></mrow>"},
    {"1{,}5",
        "<mrow><mn>1</mn><mo lspace=\"0em\" rspace=\"0em\">,</mo><mn>5</mn>"
        "</mrow>"},
    {"\\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"},
    {"a \\over b", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"},
    {"\\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>"},
    {"\\Gamma\\gamma",
        "<mrow><mi mathvariant=\"normal\">\xCE\x93</mi><mi>\xCE\xB3</mi>"
        "</mrow>"},
    {"\\mathbf{ab}\\mathbf{c}",
        "<mrow><mi>\xF0\x9D\x90\x9A\xF0\x9D\x90\x9B</mi>"
        "<mi>\xF0\x9D\x90\x9C</mi></mrow>"},
    {"\\mathrm{kg}", "<mi>kg</mi>"},
    {"\\mathrm d", "<mi mathvariant=\"normal\">d</mi>"},
    {"\\text{ if }", "<mtext>\xC2\xA0if\xC2\xA0</mtext>"},
    {"\\text{a $x$}", "<mrow><mtext>a\xC2\xA0</mtext><mi>x</mi></mrow>"},
    {"\\sin x",
        "<mrow><mi>sin</mi><mo rspace=\"0.1667em\">\xE2\x81\xA1</mo>"
        "<mi>x</mi></mrow>"},
    {"a\\not=b", "<mrow><mi>a</mi><mo>\xE2\x89\xA0</mo><mi>b</mi></mrow>"},
    {"\\hat x",
        "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">^</mo>"
        "</mover>"},
    {"x % comment\n y", "<mrow><mi>x</mi><mi>y</mi></mrow>"},
    {"\\newcommand{\\p}[2][a]{#1+#2}\\p{b}\\p[c]{d}",
        "<mrow><mi>a</mi><mo>+</mo><mi>b</mi><mi>c</mi><mo>+</mo><mi>d</mi>"
        "</mrow>"},
    {"\\label{x}1", "<mn>1</mn>"},
    {"\\let\\alpha\\alpha\\let\\b=\\alpha\\b", "<mi>\xCE\xB1</mi>"},
    {"\\textcolor{navy}x", "<mstyle mathcolor=\"navy\"><mi>x</mi></mstyle>"},
    {"\\textcolor{Emerald}x", "<mi>x</mi>"},
    {"\\left(x\\right.",
        "<mrow><mo form=\"prefix\" stretchy=\"true\">(</mo><mi>x</mi></mrow>"},
    {"\\begin{matrix}a&b\\\\c\\end{matrix}",
        "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr>"
        "<mtr><mtd><mi>c</mi></mtd></mtr></mtable>"},
};

START_TEST(formulas_become_mathml)
{
    assert_formula(formulas[_i].tex, false, formulas[_i].mathml);
}
END_TEST

START_TEST(limits_go_by_the_style)
{
    assert_formula(
        "\\sum_i", false, "<msub><mo>\xE2\x88\x91</mo><mi>i</mi></msub>");
    assert_formula(
        "\\sum_i", true, "<munder><mo>\xE2\x88\x91</mo><mi>i</mi></munder>");
    assert_formula("\\sum\\nolimits_i", true,
        "<msub><mo>\xE2\x88\x91</mo><mi>i</mi></msub>");
    assert_formula("\\frac{\\sum_i}2", true,
        "<mfrac><msub><mo>\xE2\x88\x91</mo><mi>i</mi></msub><mn>2</mn>"
        "</mfrac>");
}
END_TEST

START_TEST(the_tex_is_the_annotation)
{
    const char *tex = "a<b\\&c";
    ck_assert(convert(tex, strlen(tex), true));
    math_buf_add(&out, (dc_str){"", 1});
    ck_assert(strstr(out.data, "display=\"block\""));
    ck_assert(strstr(out.data,
        "<annotation encoding=\"application/x-tex\">a&lt;b\\&amp;c"
        "</annotation></semantics></math>"));
}
END_TEST

static const struct {
    const char *tex;
    const char *why;
    size_t offset;
} refusals[] = {
    {"a+\\nosuch b", "unknown command", 2},
    {"{a", "missing }", 2},
    {"a}", "} without {", 1},
    {"x^2^3", "double superscript", 3},
    {"x_2_3", "double subscript", 3},
    {"\\frac1", "missing argument", 6},
    {"a\\not", "\\not before no symbol", 5},
    {"\\frac{1}^2", "missing argument", 8},
    {"\\left(x", "\\left without \\right", 7},
    {"x\\right)", "\\right without \\left", 1},
    {"\\begin{matrix}a\\end{pmatrix}", "\\begin ended by another \\end", 15},
    {"\\begin{none}a\\end{none}", "unknown environment", 0},
    {"a&b", "& outside a table", 1},
    {"a$b", "$ within a formula", 1},
    {"a\x01", "a character that XML has not", 1},
    {"a\xFF", "a character that XML has not", 1},
    {"\\def\\a{\\a\\a}\\a", "macros are nested too deeply", 12},
    {"\\def\\a{\\a}\\a", "macros expand without bound", 10},
    {"\\def\\a#1{#1#1#1#1}\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{x}}}}}}}}",
        "macros expand without bound", 18},
};

START_TEST(what_is_not_understood_is_refused)
{
    ck_assert(!convert(refusals[_i].tex, strlen(refusals[_i].tex), false));
    ck_assert_str_eq(fault.why, refusals[_i].why);
    ck_assert_uint_eq(fault.offset, refusals[_i].offset);
}
END_TEST

/* Depth is data: what is too deep is refused, not followed. */
static const char *const openers[] = {"{", "\\frac", "\\frac{", "\\left(",
    "x^{", "\\text{$", "\\begin{matrix}", "\\sqrt[", "\\displaystyle ", "\\hat",
    "^", "'", "\\mathbf", "\\over", "\\substack{", "\\text{", "{\\rm ", "\\not",
    "\\begin{array}{", "\\def\\a{", "\\color{red}", "\\\\["};

START_TEST(what_is_too_deep_is_refused)
{
    const char *opener = openers[_i];
    size_t len = strlen(opener), count = 200000 / len;
    char *tex = malloc(count * len);
    ck_assert(tex);
    for (size_t i = 0; i < count; i++)
        memcpy(tex + i * len, opener, len);
    if (convert(tex, count * len, false))
        ck_assert_uint_lt(out.len, 100 * count * len);
    else
        ck_assert(fault.why);
    free(tex);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("math/from_tex");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_loop_test(
        tests, formulas_become_mathml, 0, sizeof(formulas) / sizeof(*formulas));
    tcase_add_test(tests, limits_go_by_the_style);
    tcase_add_test(tests, the_tex_is_the_annotation);
    tcase_add_loop_test(tests, what_is_not_understood_is_refused, 0,
        sizeof(refusals) / sizeof(*refusals));
    tcase_add_loop_test(tests, what_is_too_deep_is_refused, 0,
        sizeof(openers) / sizeof(*openers));
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
