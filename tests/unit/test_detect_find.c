/* SPDX-License-Identifier: MIT */
/* The character set of text is found without being told. */
#include <check.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "detect/detect.h"

/* Texts of the tests' own, long enough to be judged. */
static const char french[] =
    "Le garçon a mangé des crêpes à la fête de Noël, où sa sœur était "
    "déjà arrivée. « Ça suffit », dit-elle, très fâchée contre lui.\n";
static const char german[] =
    "Die Bürger überqueren täglich die große Brücke, um auf dem Markt "
    "Äpfel, Öl und süßes Gebäck für die Kinder zu kaufen.\n";
static const char polish[] =
    "Wczoraj wieczorem mężczyzna wyszedł z domu, żeby kupić świeże "
    "pieczywo i gęś, lecz źle trafił i zabłądził wśród łąk.\n";
static const char czech[] =
    "Příliš žluťoučký kůň úpěl ďábelské ódy a všichni kolem něj říkali, "
    "že takový zpěv ještě nikdy neslyšeli.\n";
static const char russian[] =
    "Вчера вечером мы долго гуляли по набережной и говорили о том, как "
    "быстро меняется город, в котором мы родились и выросли.\n";
static const char ukrainian[] =
    "Учора ввечері ми довго гуляли набережною і говорили про те, як "
    "швидко змінюється місто, в якому ми народилися й виросли її діти.\n";
static const char greek[] =
    "Χθες το βράδυ περπατήσαμε πολλή ώρα στην παραλία και μιλήσαμε για "
    "το πόσο γρήγορα αλλάζει η πόλη στην οποία γεννηθήκαμε.\n";
static const char hebrew[] =
    "אתמול בערב הלכנו זמן רב על שפת הים ודיברנו על כך שהעיר שבה נולדנו "
    "משתנה מהר מאוד ואיש אינו יודע מה יהיה מחר.\n";
static const char arabic[] =
    "مشينا مساء أمس وقتا طويلا على شاطئ البحر وتحدثنا عن سرعة تغير "
    "المدينة التي ولدنا فيها ولا أحد يعرف ماذا سيحدث غدا.\n";
static const char turkish[] =
    "Dün akşam sahilde uzun süre yürüdük ve içinde doğduğumuz şehrin ne "
    "kadar hızlı değiştiğini konuştuk, güneş çoktan batmıştı.\n";
static const char lithuanian[] =
    "Vakar vakare ilgai vaikščiojome krantine ir kalbėjome apie tai, kaip "
    "greitai keičiasi miestas, kuriame gimėme ir užaugome šią žiemą.\n";
static const char thai[] =
    "เมื่อวานนี้ตอนเย็นเราเดินเล่นริมทะเลเป็นเวลานานและคุยกันว่าเมืองที่เราเกิด"
    "เปลี่ยนแปลงไปเร็วมากจนจำไม่ได้\n";
static const char japanese[] =
    "昨日の夕方、私たちは海岸を長い間散歩して、生まれ育った町がどれほど早く"
    "変わっていくかについて話しました。カメラも持っていきました。\n";
static const char chinese[] =
    "昨天晚上我们在海边散步了很久,谈到我们出生的城市变化得多么快,"
    "没有人知道明天会发生什么事情。\n";
static const char taiwanese[] =
    "昨天晚上我們在海邊散步了很久,談到我們出生的城市變化得多麼快,"
    "沒有人知道明天會發生什麼事情。\n";
static const char korean[] =
    "어제 저녁 우리는 바닷가를 오랫동안 걸으며 우리가 태어난 도시가 얼마나 "
    "빨리 변하는지 이야기했습니다.\n";

struct text_case {
    const char *text;
    const char *encoding; /* iconv's name */
    const char *name; /* what must be found */
};

static const struct text_case texts[] = {
    {french, "CP1252", "windows-1252"},
    {french, "ISO-8859-15", "iso-8859-15"},
    {french, "MACINTOSH", "macintosh"},
    {german, "CP1252", "windows-1252"},
    {german, "CP850", "ibm850"},
    {polish, "CP1250", "windows-1250"},
    {polish, "ISO-8859-2", "iso-8859-2"},
    {polish, "CP852", "ibm852"},
    {czech, "CP1250", "windows-1250"},
    {czech, "ISO-8859-2", "iso-8859-2"},
    {czech, "MAC-CENTRALEUROPE", "mac-centraleurope"},
    {russian, "CP1251", "windows-1251"},
    {russian, "KOI8-R", "koi8-r"},
    {russian, "CP866", "ibm866"},
    {russian, "ISO-8859-5", "iso-8859-5"},
    {russian, "MAC-UK", "x-mac-cyrillic"},
    {russian, "CP855", "ibm855"},
    {ukrainian, "CP1251", "windows-1251"},
    {ukrainian, "KOI8-U", "koi8-u"},
    {greek, "CP737", "ibm737"},
    {hebrew, "CP1255", "windows-1255"},
    {hebrew, "CP862", "ibm862"},
    {arabic, "CP1256", "windows-1256"},
    {arabic, "ISO-8859-6", "iso-8859-6"},
    {turkish, "CP1254", "windows-1254"},
    {turkish, "CP857", "ibm857"},
    {lithuanian, "CP1257", "windows-1257"},
    {lithuanian, "ISO-8859-4", "iso-8859-4"},
    {thai, "CP874", "windows-874"},
    {japanese, "SHIFT_JIS", "shift_jis"},
    {japanese, "EUC-JP", "euc-jp"},
    {japanese, "ISO-2022-JP", "iso-2022-jp"},
    {japanese, "UTF-16LE", "utf-16le"},
    {japanese, "UTF-16BE", "utf-16be"},
    {japanese, "UTF-32LE", "utf-32le"},
    {chinese, "GBK", "gb18030"},
    {chinese, "GB18030", "gb18030"},
    {chinese, "UTF-16LE", "utf-16le"},
    {taiwanese, "BIG5", "big5"},
    {taiwanese, "EUC-TW", "euc-tw"},
    {korean, "EUC-KR", "euc-kr"},
    {korean, "ISO-2022-KR", "iso-2022-kr"},
    {korean, "UTF-16BE", "utf-16be"},
    {russian, "UTF-16LE", "utf-16le"},
    {german, "UTF-16LE", "utf-16le"},
    {german, "UTF-32BE", "utf-32be"},
};

enum { ENCODED_SIZE = 4096 };

/* Encodes by iconv; the text must be encodable. Returns the length. */
static size_t
encode(const char *text, const char *encoding, char *out)
{
    iconv_t converter = iconv_open(encoding, "UTF-8");
    char copy[1024];
    char *from = copy;
    char *to = out;
    size_t from_left = strlen(text);
    size_t to_left = ENCODED_SIZE;

    ck_assert(converter != (iconv_t)-1);
    ck_assert_uint_lt(from_left, sizeof copy);
    memcpy(copy, text, from_left);
    ck_assert_uint_eq(iconv(converter, &from, &from_left, &to, &to_left), 0);
    iconv(converter, NULL, NULL, &to, &to_left);
    iconv_close(converter);
    return ENCODED_SIZE - to_left;
}

static struct dci_detected
detect(const char *bytes, size_t len)
{
    return dci_detect((const uint8_t *)bytes, len);
}

static void
check_found(
    const char *bytes, size_t len, const char *name, enum dci_found found)
{
    struct dci_detected detected = detect(bytes, len);

    ck_assert_str_eq(dci_charset_name(detected.charset), name);
    ck_assert_int_eq(detected.found, found);
    ck_assert_uint_le(detected.confidence, 100);
}

START_TEST(a_text_is_recognised_in_its_set)
{
    const struct text_case *row = &texts[_i];
    char bytes[ENCODED_SIZE];
    size_t len = encode(row->text, row->encoding, bytes);
    struct dci_detected detected = detect(bytes, len);
    struct dci_text text = {0};

    ck_assert_str_eq(dci_charset_name(detected.charset), row->name);
    ck_assert(!detected.is_binary);
    ck_assert_uint_eq(detected.bom_len, 0);
    ck_assert(dci_decode(detected.charset, (uint8_t *)bytes, len, &text));
    ck_assert_uint_eq(text.len, strlen(row->text));
    ck_assert_mem_eq(text.bytes, row->text, text.len);
    dci_text_free(&text);
}
END_TEST

/* A licence in ASCII before the text, and another after it. */
START_TEST(text_far_from_the_head_is_judged_too)
{
    static char bytes[600000];
    char encoded[ENCODED_SIZE];
    size_t len = encode(russian, "KOI8-R", encoded);

    memset(bytes, 'x', sizeof bytes);
    for (size_t at = 0; at < sizeof bytes; at += 60)
        bytes[at] = at % 7 ? ' ' : '\n';
    memcpy(bytes + 300000, encoded, len);
    check_found(bytes, sizeof bytes, "koi8-r", DCI_FOUND_STATISTICS);
}
END_TEST

START_TEST(a_byte_order_mark_decides)
{
    check_found("\xEF\xBB\xBFx", 4, "utf-8", DCI_FOUND_BOM);
    check_found("\xFF\xFEx\0", 4, "utf-16le", DCI_FOUND_BOM);
    check_found("\xFE\xFF\0x", 4, "utf-16be", DCI_FOUND_BOM);
    check_found("\xFF\xFE\0\0x\0\0\0", 8, "utf-32le", DCI_FOUND_BOM);
    check_found("\0\0\xFE\xFF\0\0\0x", 8, "utf-32be", DCI_FOUND_BOM);
    check_found("\x84\x31\x95\x33x", 5, "gb18030", DCI_FOUND_BOM);
    ck_assert_uint_eq(detect("\xEF\xBB\xBFx", 4).bom_len, 3);
    ck_assert_uint_eq(detect("\xFF\xFE\0\0", 4).bom_len, 4);
    ck_assert_uint_eq(detect("\xFF\xFEx\0", 4).bom_len, 2);
}
END_TEST

START_TEST(ascii_and_utf8_need_no_statistics)
{
    check_found("", 0, "utf-8", DCI_FOUND_ASCII);
    check_found("plain text\n", 11, "utf-8", DCI_FOUND_ASCII);
    check_found(french, sizeof french - 1, "utf-8", DCI_FOUND_UTF8);
    check_found(korean, sizeof korean - 1, "utf-8", DCI_FOUND_UTF8);
    ck_assert_uint_eq(detect(korean, sizeof korean - 1).confidence, 100);
}
END_TEST

/* A letter of windows-1252 pasted into UTF-8: damage, not another set. */
START_TEST(few_bad_bytes_do_not_flip_a_utf8_text)
{
    char bytes[sizeof french + 8];

    memcpy(bytes, french, sizeof french);
    memcpy(bytes + sizeof french - 1, " caf\xE9!\n", 7);
    check_found(bytes, sizeof french + 6, "utf-8", DCI_FOUND_UTF8_BROKEN);
    ck_assert_uint_eq(detect(bytes, sizeof french + 6).bad_count, 1);
}
END_TEST

START_TEST(a_text_cut_inside_a_character_is_still_utf8)
{
    size_t len = (size_t)(strstr(polish, "ź") - polish) + 1;

    check_found(polish, len, "utf-8", DCI_FOUND_UTF8_BROKEN);
    ck_assert_uint_eq(detect(polish, len).bad_count, 0);
}
END_TEST

START_TEST(tildes_and_escapes_in_plain_text_are_no_evidence)
{
    static const char tildes[] = "cd ~{x}; echo ~~ ~} done\n";
    static const char colours[] = "\x1B[31mred\x1B[0m \x1B(B plain\n";

    check_found(tildes, sizeof tildes - 1, "utf-8", DCI_FOUND_ASCII);
    check_found(colours, sizeof colours - 1, "utf-8", DCI_FOUND_ASCII);
    check_found("~{VPND5DND~}\n", 13, "hz-gb-2312", DCI_FOUND_ESCAPES);
}
END_TEST

START_TEST(binary_input_is_told_from_text)
{
    static const char elf[] =
        "\x7F"
        "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0"
        "\0\x50\x10\0\0\0\0\0\0@\0\0\0\0\0\0\0\xF8\x36\0\0\0\0\0\0\0\0\0\0@\0";

    ck_assert(detect(elf, sizeof elf - 1).is_binary);
    ck_assert(!detect(german, sizeof german - 1).is_binary);
    ck_assert(!detect("a\fb\tc\r\n\x1A", 8).is_binary);
}
END_TEST

START_TEST(any_bytes_give_an_answer)
{
    static uint8_t bytes[3000];
    unsigned seed = 1;

    for (unsigned round = 0; round < 300; round++) {
        size_t len = round * 10;
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1103515245u + 12345u;
            bytes[i] = (uint8_t)(seed >> 16);
            if (round % 3 == 1)
                bytes[i] |= 0x80;
            if (round % 3 == 2 && i % 2)
                bytes[i] = 0;
        }
        struct dci_detected detected = dci_detect(bytes, len);
        ck_assert_ptr_nonnull(detected.charset);
        ck_assert_uint_le(detected.bom_len, 4);
        ck_assert_int_lt(detected.found, DCI_FOUND_COUNT);
    }
    ck_assert_ptr_nonnull(dci_detect(NULL, 0).charset);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("detect/find");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, a_text_is_recognised_in_its_set, 0,
        (int)(sizeof texts / sizeof texts[0]));
    tcase_add_test(tests, text_far_from_the_head_is_judged_too);
    tcase_add_test(tests, a_byte_order_mark_decides);
    tcase_add_test(tests, ascii_and_utf8_need_no_statistics);
    tcase_add_test(tests, few_bad_bytes_do_not_flip_a_utf8_text);
    tcase_add_test(tests, a_text_cut_inside_a_character_is_still_utf8);
    tcase_add_test(tests, tildes_and_escapes_in_plain_text_are_no_evidence);
    tcase_add_test(tests, binary_input_is_told_from_text);
    tcase_add_test(tests, any_bytes_give_an_answer);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
