/* SPDX-License-Identifier: MIT */
/* The language of a text is told, or honestly not. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "detect/detect.h"

struct language_case {
    const char *tag;
    const char *text;
};

static const struct language_case cases[] = {
    {"en",
        "Yesterday evening we walked along the shore for a long time and "
        "talked about how quickly the town in which we were born is "
        "changing."},
    {"de",
        "Gestern Abend gingen wir lange am Ufer entlang und sprachen "
        "darüber, wie schnell sich die Stadt verändert, in der wir "
        "geboren sind."},
    {"fr",
        "Hier soir, nous avons longtemps marché le long du rivage et "
        "parlé de la vitesse à laquelle change la ville où nous sommes "
        "nés."},
    {"ru",
        "Вчера вечером мы долго гуляли по набережной и говорили о том, "
        "как быстро меняется город, в котором мы родились."},
    {"uk",
        "Учора ввечері ми довго гуляли набережною і говорили про те, як "
        "швидко змінюється місто, в якому ми народилися."},
    {"he",
        "אתמול בערב הלכנו זמן רב על שפת הים ודיברנו על כך שהעיר שבה "
        "נולדנו משתנה מהר מאוד."},
    {"el",
        "Χθες το βράδυ περπατήσαμε πολλή ώρα στην παραλία και μιλήσαμε "
        "για το πόσο γρήγορα αλλάζει η πόλη."},
    {"ja",
        "昨日の夕方、私たちは海岸を長い間散歩して、生まれ育った町が"
        "どれほど早く変わっていくかについて話しました。"},
    {"ko",
        "어제 저녁 우리는 바닷가를 오랫동안 걸으며 우리가 태어난 도시가 "
        "얼마나 빨리 변하는지 이야기했습니다."},
    {"zh-Hans",
        "昨天晚上我们在海边散步了很久,谈到我们出生的城市变化得"
        "多么快,没有人知道明天会发生什么事情。"},
    {"zh-Hant",
        "昨天晚上我們在海邊散步了很久,談到我們出生的城市變化得"
        "多麼快,沒有人知道明天會發生什麼事情。"},
    {"sr",
        "Јуче увече смо дуго шетали обалом и разговарали о томе како се "
        "брзо мења град у којем смо рођени и где људи живе."},
    {"nb",
        "I går kveld gikk vi lenge langs stranden og snakket om hvor fort "
        "byen vi ble født i forandrer seg."},
};

static struct dci_language
detect(const char *text)
{
    return dci_language_detect(text, strlen(text));
}

START_TEST(a_text_is_in_its_language)
{
    struct dci_language language = detect(cases[_i].text);

    ck_assert_str_eq(language.tag, cases[_i].tag);
    ck_assert_uint_ge(language.confidence, 70);
    ck_assert_uint_le(language.confidence, 100);
    ck_assert_uint_ge(language.share, 80);
}
END_TEST

START_TEST(too_little_text_is_in_no_language)
{
    static const char *const texts[] = {
        "", "Hello", "12345 67890 --- 12345", "\n\n\n\n", "OK 12"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct dci_language language = detect(texts[i]);
        ck_assert_str_eq(language.tag, "");
        ck_assert_uint_eq(language.confidence, 0);
    }
    ck_assert_str_eq(dci_language_detect(NULL, 0).tag, "");
}
END_TEST

START_TEST(a_long_text_is_judged_by_all_its_parts)
{
    static char text[3000000];
    size_t len = 0;
    const char *english = cases[0].text;
    const char *german = cases[1].text;

    while (len + 1000 < sizeof text) {
        const char *part = len < 100000 ? english : german;
        size_t size = strlen(part);
        memcpy(text + len, part, size);
        text[len + size] = '\n';
        len += size + 1;
    }
    ck_assert_str_eq(dci_language_detect(text, len).tag, "de");
}
END_TEST

START_TEST(any_bytes_are_endured)
{
    static char bytes[100000];
    unsigned seed = 7;

    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1103515245u + 12345u;
            bytes[i] = (char)(seed >> 16);
        }
        struct dci_language language =
            dci_language_detect(bytes, sizeof bytes - (size_t)round);
        ck_assert_uint_le(language.confidence, 100);
        ck_assert_ptr_nonnull(memchr(language.tag, 0, sizeof language.tag));
    }
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("detect/language");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, a_text_is_in_its_language, 0,
        (int)(sizeof cases / sizeof cases[0]));
    tcase_add_test(tests, too_little_text_is_in_no_language);
    tcase_add_test(tests, a_long_text_is_judged_by_all_its_parts);
    tcase_add_test(tests, any_bytes_are_endured);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
