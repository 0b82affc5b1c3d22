/* SPDX-License-Identifier: MIT */
/* MathML written anew: what stays, what goes, and what is refused. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "math/math.h"

static const struct {
    const char *mathml; /* within <math> */
    const char *written; /* within <semantics>; NULL: refused */
} cases[] = {
    {"<mi>x</mi>", "<mi>x</mi>"},
    {"<mi>x</mi><mo>=</mo><mn>1</mn>",
        "<mrow><mi>x</mi><mo>=</mo><mn>1</mn></mrow>"},
    {"", "<mrow></mrow>"},
    {"<semantics><mi>x</mi><annotation encoding='application/x-tex'>y"
     "</annotation></semantics>",
        "<mi>x</mi>"},
    {"<mrow><semantics><mn>1</mn><annotation-xml encoding='MathML-Content'>"
     "<cn>1</cn></annotation-xml></semantics><mi>x</mi></mrow>",
        "<mrow><mn>1</mn><mi>x</mi></mrow>"},
    {"<maction actiontype='toggle'><mi>a</mi><mi>b</mi></maction>",
        "<mi>a</mi>"},
    {"<mi mathvariant='bold' style='x' href='javascript:a' onclick='b'>x</mi>",
        "<mi mathvariant=\"bold\">x</mi>"},
    {"<mi mathvariant='huge'>x</mi>", "<mi>x</mi>"},
    {"<mo stretchy='false' lspace='0.3em' rspace='1 em'>+</mo>",
        "<mo stretchy=\"false\" lspace=\"0.3em\">+</mo>"},
    {"<mspace width='-.5em' height='wide' depth='thinmathspace'/>",
        "<mspace width=\"-.5em\" depth=\"thinmathspace\"/>"},
    {"<mtable columnalign='left right' rowlines='none'><mtr><mtd><mi>x</mi>"
     "</mtd></mtr></mtable>",
        "<mtable columnalign=\"left right\" rowlines=\"none\"><mtr><mtd>"
        "<mi>x</mi></mtd></mtr></mtable>"},
    {"<mtable><mtr><mtd style='text-align: left; padding-left: 0'/><mtd "
     "style='text-align: left; background: url(x)'/></mtr></mtable>",
        "<mtable><mtr><mtd style=\"text-align: left; padding-left: 0\"></mtd>"
        "<mtd></mtd></mtr></mtable>"},
    {"<mstyle mathcolor='#f00'><mi>x</mi></mstyle>",
        "<mstyle mathcolor=\"#f00\"><mi>x</mi></mstyle>"},
    {"<mstyle mathcolor='rgb(1)'><mi>x</mi></mstyle>",
        "<mstyle><mi>x</mi></mstyle>"},
    {"<mtext>a &lt; b</mtext>", "<mtext>a &lt; b</mtext>"},
    {"<mfenced open='&lt;' close='|'><mi>x</mi></mfenced>",
        "<mfenced open=\"&lt;\" close=\"|\"><mi>x</mi></mfenced>"},
    {"<mfrac><mn>1</mn></mfrac>", NULL},
    {"<mtable><mi>x</mi></mtable>", NULL},
    {"<mtr><mtd><mi>x</mi></mtd></mtr>", NULL},
    {"<mrow><none/></mrow>", NULL},
    {"<math><mi>x</mi></math>", NULL},
    {"<script>x</script>", NULL},
    {"<mi>x", NULL},
};

START_TEST(is_written_anew)
{
    char mathml[512] = "<math>";
    strncat(mathml, cases[_i].mathml, 400);
    strncat(mathml, "</math>", 8);
    struct math_buf out = {NULL, 0, 0, false};
    dc_str given = {mathml, strlen(mathml)};
    dc_str tex = {"a<b", 3};
    bool is_done = math_rewrite(given, tex, true, &out);
    ck_assert_int_eq(is_done, cases[_i].written != NULL);
    if (is_done) {
        char wanted[512] = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\""
                           " display=\"block\"><semantics>";
        strncat(wanted, cases[_i].written, 300);
        strncat(wanted,
            "<annotation encoding=\"application/x-tex\">a&lt;b</annotation>"
            "</semantics></math>",
            100);
        ck_assert_uint_eq(out.len, strlen(wanted));
        ck_assert_mem_eq(out.data, wanted, out.len);
    }
    math_buf_fini(&out);
}
END_TEST

/* What from_tex writes is what it is when written anew. */
START_TEST(ours_stays_as_it_is)
{
    FILE *file = fopen(MATH_FORMULAS, "r");
    char line[1024];
    ck_assert_ptr_nonnull(file);
    while (fgets(line, sizeof line, file)) {
        struct math_buf ours = {NULL, 0, 0, false};
        struct math_buf anew = {NULL, 0, 0, false};
        struct math_fault fault;
        dc_str tex = {line, strcspn(line, "\n")};
        if (tex.len && math_from_tex(tex, _i != 0, &ours, &fault)) {
            dc_str mathml = {ours.data, ours.len};
            ck_assert_msg(math_rewrite(mathml, tex, _i != 0, &anew) &&
                    anew.len == ours.len &&
                    memcmp(anew.data, ours.data, ours.len) == 0,
                "%s: %.*s becomes %.*s", line, (int)ours.len, ours.data,
                (int)anew.len, anew.data ? anew.data : "");
        }
        math_buf_fini(&ours);
        math_buf_fini(&anew);
    }
    fclose(file);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("math");
    TCase *tests = tcase_create("rewrite");
    tcase_add_loop_test(
        tests, is_written_anew, 0, sizeof(cases) / sizeof(*cases));
    tcase_add_loop_test(tests, ours_stays_as_it_is, 0, 2);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
