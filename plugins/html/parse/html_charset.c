/* SPDX-License-Identifier: MIT */
/*
 * The encoding that a page names: the prescan of its first 1024 bytes (HTML
 * standard, 13.2.3.2) and the labels of the Encoding standard (4.2).
 */
#include "parse/html_charset.h"

#include <string.h>

#include "parse/html_token.h"

enum { PRESCAN = 1024, XML_SCAN = 2048 };

/* The labels, parted by spaces; what is not here names no encoding. */
static const char *const labels[] = {
    "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    "866 cp866 csibm866 ibm866",
    "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 "
    "iso_8859-2:1987 l2 latin2",
    "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 "
    "iso_8859-3:1988 l3 latin3",
    "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 "
    "iso_8859-4:1988 l4 latin4",
    "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 "
    "iso_8859-5 iso_8859-5:1988",
    "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 "
    "iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 "
    "iso_8859-6 iso_8859-6:1987",
    "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 "
    "iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek",
    "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 "
    "iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual csiso88598i "
    "iso-8859-8-i logical",
    "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso-8859-13 iso8859-13 iso885913 iso-8859-14 iso8859-14 iso885914 "
    "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 iso-8859-16",
    "cskoi8r koi koi8 koi8-r koi8_r koi8-ru koi8-u",
    "csmacintosh mac macintosh x-mac-roman x-mac-cyrillic x-mac-ukrainian",
    "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "cp1250 windows-1250 x-cp1250 cp1251 windows-1251 x-cp1251",
    "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 "
    "iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 "
    "us-ascii windows-1252 x-cp1252",
    "cp1253 windows-1253 x-cp1253 cp1254 csisolatin5 iso-8859-9 iso-ir-148 "
    "iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 "
    "x-cp1254",
    "cp1255 windows-1255 x-cp1255 cp1256 windows-1256 x-cp1256 cp1257 "
    "windows-1257 x-cp1257 cp1258 windows-1258 x-cp1258",
    "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk "
    "iso-ir-58 x-gbk gb18030 big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "cseucpkdfmtjapanese euc-jp x-euc-jp csiso2022jp iso-2022-jp",
    "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 "
    "ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
    "unicodefffe utf-16be csunicode iso-10646-ucs-2 ucs-2 unicode "
    "unicodefeff utf-16 utf-16le x-user-defined",
};

static bool
is_same(const char *word, size_t word_len, dc_str label)
{
    if (word_len != label.len)
        return false;
    for (size_t i = 0; i < word_len; i++) {
        char c = label.ptr[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c) != word[i])
            return false;
    }
    return true;
}

static bool
is_label(dc_str label)
{
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        for (const char *at = labels[i]; *at;) {
            size_t len = strcspn(at, " ");
            if (is_same(at, len, label))
                return true;
            at += len + (at[len] == ' ');
        }
    return false;
}

/* The label to decode by; a page that says so cannot be in UTF-16. */
static dc_str
checked(dc_str label)
{
    static const dc_str utf_8 = DC_STR("utf-8");
    static const dc_str windows_1252 = DC_STR("windows-1252");
    static const char *const wide[] = {"unicodefffe", "utf-16be", "csunicode",
        "iso-10646-ucs-2", "ucs-2", "unicode", "unicodefeff", "utf-16",
        "utf-16le"};
    dc_str none = {NULL, 0};
    while (label.len && html_is_blank(*label.ptr)) {
        label.ptr++;
        label.len--;
    }
    while (label.len && html_is_blank(label.ptr[label.len - 1]))
        label.len--;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        if (is_same(wide[i], strlen(wide[i]), label))
            return utf_8;
    if (is_same("x-user-defined", strlen("x-user-defined"), label))
        return windows_1252;
    return is_label(label) ? label : none;
}

static const char *
skip_blanks(const char *at, const char *end)
{
    while (at < end && html_is_blank(*at))
        at++;
    return at;
}

/* What stands behind "charset=" in the content of a <meta http-equiv>. */
static dc_str
charset_in(dc_str content)
{
    dc_str none = {NULL, 0};
    const char *end = content.ptr + content.len;
    for (const char *at = content.ptr; at < end; at++) {
        if (!html_begins_with(at, end, "charset"))
            continue;
        const char *value = skip_blanks(at + strlen("charset"), end);
        if (value == end || *value != '=')
            continue;
        value = skip_blanks(value + 1, end);
        if (value == end)
            return none;
        bool is_quoted = *value == '"' || *value == '\'';
        const char *from = value + is_quoted;
        const char *to = from;
        while (to < end && (is_quoted ? *to != *value
                                : !html_is_blank(*to) && *to != ';'))
            to++;
        dc_str label = {from, (size_t)(to - from)};
        return is_quoted && to == end ? none : label;
    }
    return none;
}

/* One attribute: its name and value; false at the end of the tag. */
static bool
next_attribute(const char **at, const char *end, dc_str *name, dc_str *value)
{
    const char *from = *at;
    while (from < end && (html_is_blank(*from) || *from == '/'))
        from++;
    *at = from;
    if (from == end || *from == '>')
        return false;
    const char *to = from + 1;
    while (to < end && !html_is_blank(*to) && *to != '/' && *to != '>' &&
        *to != '=')
        to++;
    name->ptr = from;
    name->len = (size_t)(to - from);
    value->ptr = to;
    value->len = 0;
    const char *equal = skip_blanks(to, end);
    *at = to;
    if (equal == end || *equal != '=')
        return true;
    from = skip_blanks(equal + 1, end);
    bool is_quoted = from < end && (*from == '"' || *from == '\'');
    to = from + is_quoted;
    value->ptr = to;
    while (to < end && (is_quoted ? *to != *from
                            : !html_is_blank(*to) && *to != '>'))
        to++;
    value->len = (size_t)(to - value->ptr);
    *at = to + (is_quoted && to < end);
    return true;
}

/* The label in the attributes of a <meta>; *at moves behind them. */
static dc_str
label_of_meta(const char **at, const char *end)
{
    dc_str name, value;
    dc_str charset = {NULL, 0};
    dc_str content = {NULL, 0};
    bool is_type = false;
    while (next_attribute(at, end, &name, &value)) {
        if (is_same("charset", 7, name) && !charset.ptr)
            charset = value;
        else if (is_same("content", 7, name) && !content.ptr)
            content = charset_in(value);
        else if (is_same("http-equiv", 10, name))
            is_type = is_same("content-type", 12, value);
    }
    if (charset.ptr)
        return charset;
    return is_type ? content : charset;
}

static const char *
skip_comment(const char *at, const char *end)
{
    for (at += 2; at < end; at++)
        if (html_begins_with(at, end, "-->"))
            return at + 3;
    return end;
}

static dc_str
prescan(const char *data, const char *end)
{
    dc_str none = {NULL, 0};
    const char *at = data;
    while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        if (html_begins_with(at, end, "<!--")) {
            at = skip_comment(at, end);
            continue;
        }
        bool is_meta = html_begins_with(at, end, "<meta") && end - at > 5 &&
            (html_is_blank(at[5]) || at[5] == '/');
        at++;
        if (is_meta) {
            at += strlen("meta");
            dc_str label = checked(label_of_meta(&at, end));
            if (label.len)
                return label;
        } else if (at < end && (html_is_letter(*at) || *at == '/')) {
            dc_str name, value;
            while (at < end && !html_is_blank(*at) && *at != '>')
                at++;
            while (next_attribute(&at, end, &name, &value))
                continue;
        }
    }
    return none;
}

/* "<?xml version=... encoding=...?>" */
static dc_str
label_of_xml(const char *data, const char *end)
{
    dc_str none = {NULL, 0};
    dc_str name, value;
    if (!html_begins_with(data, end, "<?xml"))
        return none;
    const char *close = memchr(data, '>', (size_t)(end - data));
    const char *at = data + strlen("<?xml");
    while (close && next_attribute(&at, close, &name, &value))
        if (is_same("encoding", 8, name))
            return checked(value);
    return none;
}

dc_str
html_charset_of(const char *data, size_t len)
{
    const char *end = data + (len < PRESCAN ? len : PRESCAN);
    dc_str none = {NULL, 0};
    bool has_mark = len >= 2 &&
        (memcmp(data, "\xFE\xFF", 2) == 0 || memcmp(data, "\xFF\xFE", 2) == 0 ||
            (len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0));
    if (has_mark)
        return none;
    dc_str label = prescan(data, end);
    return label.len ? label : label_of_xml(data, end);
}

static bool
holds(const char *at, const char *end, const char *word)
{
    for (; at < end; at++)
        if (*at == *word && html_begins_with(at, end, word))
            return true;
    return false;
}

bool
html_is_xml(const char *data, size_t len)
{
    const char *end = data + (len < XML_SCAN ? len : XML_SCAN);
    const char *at = skip_blanks(data, end);
    return html_begins_with(at, end, "<?xml") ||
        holds(at, end, "http://www.w3.org/1999/xhtml") ||
        holds(at, end, "-//w3c//dtd xhtml");
}
