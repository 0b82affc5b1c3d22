/* SPDX-License-Identifier: MIT */
/*
 * The metadata of the package document: Dublin Core elements with what
 * refines them.  EPUB 3 says that in <meta refines>, EPUB 2 in attributes;
 * put_refinement writes the one, put_opf_attr the other.
 */
#include "write/epub.h"

#include "write/epub_date.h"

/* ` opf:role="aut"`, in EPUB 2. */
static void
put_opf_attr(
    struct epub *epub, struct epub_buf *buf, const char *name, dc_str value)
{
    if (epub->is_epub2 && value.len)
        epub_put_attr(buf, name, value);
}

/* A property of the element `prefix`-`number`, in EPUB 3. */
static void
put_refinement(struct epub *epub, struct epub_buf *buf, const char *id,
    const char *property, dc_str value)
{
    if (epub->is_epub2 || value.len == 0)
        return;
    epub_puts(buf, "<meta refines=\"#");
    epub_puts(buf, id);
    epub_puts(buf, "\" property=\"");
    epub_puts(buf, property);
    epub_puts(buf, "\">");
    epub_put_text(buf, value);
    epub_puts(buf, "</meta>\n");
}

/* `name-3` in EPUB 3, where refinements point at it. */
static void
make_id(char id[32], const char *name, unsigned number)
{
    size_t len = strlen(name);
    char digits[10];
    size_t count = 0;
    memcpy(id, name, len);
    id[len++] = '-';
    do {
        digits[count++] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    while (count)
        id[len++] = digits[--count];
    id[len] = '\0';
}

static void
put_open(struct epub *epub, struct epub_buf *buf, const char *element,
    const char *id)
{
    epub_puts(buf, "<dc:");
    epub_puts(buf, element);
    if (!epub->is_epub2)
        epub_put_attr(buf, "id", dc_str_of(id));
}

static void
put_content(struct epub_buf *buf, const char *element, dc_str text)
{
    epub_puts(buf, ">");
    epub_put_text(buf, text);
    epub_puts(buf, "</dc:");
    epub_puts(buf, element);
    epub_puts(buf, ">\n");
}

static void
put_simple(struct epub_buf *buf, const char *element, dc_str text)
{
    if (text.len == 0)
        return;
    epub_puts(buf, "<dc:");
    epub_puts(buf, element);
    put_content(buf, element, text);
}

/* The text of a member of a map value; empty for other values. */
static dc_str
member(struct epub *epub, uint32_t value, const char *key)
{
    return epub_meta_value(epub, epub_meta_member(epub, value, key));
}

static void
put_title(struct epub *epub, struct epub_buf *buf, dc_str text, dc_str type,
    dc_str file_as)
{
    char id[32];
    make_id(id, "title", ++epub->title_count);
    put_open(epub, buf, "title", id);
    put_content(buf, "title", text);
    put_refinement(epub, buf, id, "title-type", type);
    put_refinement(epub, buf, id, "file-as", file_as);
}

/* Short, expanded and edition titles, as the reader of books keeps them. */
static void
put_other_titles(struct epub *epub, struct epub_buf *buf)
{
    struct epub_values values = epub_meta_values(epub, "other-title");
    uint32_t value;
    while ((value = epub_values_next(epub, &values))) {
        dc_str text = epub_meta_value(epub, value);
        if (text.len)
            put_title(epub, buf, text, member(epub, value, "type"),
                member(epub, value, "file-as"));
    }
}

static void
put_titles(struct epub *epub, struct epub_buf *buf)
{
    struct epub_values values = epub_meta_values(epub, "title");
    dc_str subtitle = epub_meta_line(epub, "subtitle");
    uint32_t value = epub_values_next(epub, &values);
    dc_str file_as = value ? member(epub, value, "file-as") : (dc_str){NULL, 0};
    if (file_as.len == 0)
        file_as = epub_meta_line(epub, "title-sort");
    put_title(epub, buf, epub->title,
        subtitle.len || values.next ? (dc_str)DC_STR("main")
                                    : dc_str_slice(NULL, 0),
        file_as);
    while ((value = epub_values_next(epub, &values))) {
        dc_str text = epub_meta_value(epub, value);
        dc_str type = member(epub, value, "type");
        if (text.len)
            put_title(epub, buf, text,
                type.len ? type : (dc_str)DC_STR("subtitle"),
                member(epub, value, "file-as"));
    }
    put_other_titles(epub, buf);
    if (subtitle.len)
        put_title(epub, buf, subtitle, (dc_str)DC_STR("subtitle"),
            dc_str_slice(NULL, 0));
}

/* Names of roles and their codes of the MARC list. */
static const struct {
    const char *name;
    const char *code;
} roles[] = {
    {"author", "aut"},
    {"editor", "edt"},
    {"translator", "trl"},
    {"illustrator", "ill"},
    {"narrator", "nrt"},
    {"photographer", "pht"},
    {"designer", "dsr"},
    {"cover designer", "cov"},
    {"artist", "art"},
    {"compiler", "com"},
    {"contributor", "ctb"},
    {"publisher", "pbl"},
    {"adapter", "adp"},
    {"annotator", "ann"},
    {"commentator", "cmm"},
    {"composer", "cmp"},
    {"interviewer", "ivr"},
    {"interviewee", "ive"},
    {"lyricist", "lyr"},
    {"book producer", "bkp"},
    {"collaborator", "clb"},
    {"transcriber", "trc"},
    {"proofreader", "pfr"},
    {"markup editor", "mrk"},
    {"sponsor", "spn"},
    {"other", "oth"},
    {"redactor", "red"},
    {"reviewer", "rev"},
    {"typesetter", "tyg"},
    {"type designer", "tyd"},
    {"author of introduction", "aui"},
    {"author of afterword", "aft"},
    {"thesis advisor", "ths"},
    {"technical editor", "edt"},
    {"bibliographic antecedent", "ant"},
    {"dedicatee", "dte"},
    {"engraver", "egr"},
    {"researcher", "res"},
    {"reporter", "rpt"},
    {"writer of foreword", "wpr"},
    {"creator", "cre"},
    {"book designer", "bkd"},
};

/* The MARC code of a role given as name or code; empty if not known. */
static dc_str
role_code(dc_str role)
{
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (dc_str_equal(role, roles[i].name) ||
            dc_str_equal(role, roles[i].code))
            return dc_str_of(roles[i].code);
    return dc_str_slice(NULL, 0);
}

static void
put_role(struct epub *epub, struct epub_buf *buf, const char *id, dc_str role)
{
    dc_str code = role_code(role);
    if (code.len == 0) {
        put_refinement(epub, buf, id, "role", role);
        return;
    }
    epub_puts(buf, "<meta refines=\"#");
    epub_puts(buf, id);
    epub_puts(buf, "\" property=\"role\" scheme=\"marc:relators\">");
    epub_put_text(buf, code);
    epub_puts(buf, "</meta>\n");
}

/* The first of the roles that the value has, or an empty text. */
static dc_str
first_role(struct epub *epub, uint32_t value)
{
    uint32_t given = epub_meta_member(epub, value, "role");
    if (given && dc_kind(epub->job, given) == DC_META_LIST)
        given = epub->job->host->walk->first(epub->job, given);
    return epub_meta_value(epub, given);
}

/* And those behind it. */
static void
put_other_roles(
    struct epub *epub, struct epub_buf *buf, const char *id, uint32_t value)
{
    const dc_walk *walk = epub->job->host->walk;
    uint32_t given = epub_meta_member(epub, value, "role");
    if (!given || dc_kind(epub->job, given) != DC_META_LIST)
        return;
    uint32_t role = walk->first(epub->job, given);
    while (role && (role = walk->sibling(epub->job, role)))
        put_role(epub, buf, id, epub_meta_value(epub, role));
}

static void
put_agent(struct epub *epub, struct epub_buf *buf, const char *element,
    uint32_t value, dc_str role)
{
    char id[32];
    dc_str name = epub_meta_value(epub, value);
    dc_str file_as = member(epub, value, "file-as");
    dc_str given = first_role(epub, value);
    if (name.len == 0)
        return;
    if (given.len)
        role = given;
    make_id(id, element, ++epub->agent_count);
    put_open(epub, buf, element, id);
    if (role.len)
        put_opf_attr(epub, buf, "opf:role",
            role_code(role).len ? role_code(role) : (dc_str)DC_STR("oth"));
    put_opf_attr(epub, buf, "opf:file-as", file_as);
    put_content(buf, element, name);
    if (!epub->is_epub2 && role.len)
        put_role(epub, buf, id, role);
    if (!epub->is_epub2)
        put_other_roles(epub, buf, id, value);
    put_refinement(epub, buf, id, "file-as", file_as);
}

static void
put_agents(struct epub *epub, struct epub_buf *buf, const char *key,
    const char *element, dc_str role)
{
    struct epub_values values = epub_meta_values(epub, key);
    uint32_t value;
    while ((value = epub_values_next(epub, &values)))
        put_agent(epub, buf, element, value, role);
}

static bool
has_meta(struct epub *epub, const char *key)
{
    return epub->job->host->walk->meta(epub->job, dc_str_of(key)) != 0;
}

/* A scheme as ONIX code list 5 numbers it; empty if it has no number. */
static dc_str
onix_code(dc_str scheme)
{
    static const struct {
        const char *name;
        const char *code;
    } codes[] = {{"ISBN-10", "02"}, {"GTIN-13", "03"}, {"UPC", "04"},
        {"ISMN-10", "05"}, {"DOI", "06"}, {"LCCN", "13"}, {"GTIN-14", "14"},
        {"ISBN-13", "15"}, {"ISBN", "15"}, {"URN", "22"}, {"OCLC", "23"},
        {"ISMN-13", "25"}, {"ISSN", "32"}};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (dc_str_equal(scheme, codes[i].name))
            return dc_str_of(codes[i].code);
    return dc_str_slice(NULL, 0);
}

static void
report_isbn(struct epub *epub, dc_str text)
{
    struct epub_buf message = {0};
    epub_puts(&message, "an ISBN whose check digit is wrong: ");
    epub_put_str(&message, text);
    dc_report_at(epub->job, DC_DIAG_WARNING, "epub-isbn",
        epub_buf_str(&message), DC_POS_NONE);
    epub_buf_done(epub, &message);
}

/* A scheme that is not given is told from the number's own check digit. */
static dc_str
scheme_of(struct epub *epub, dc_str text, dc_str scheme)
{
    enum epub_isbn isbn = epub_judge_isbn(text);
    bool is_said = dc_str_equal(scheme, "ISBN") ||
        dc_str_equal(scheme, "ISBN-10") || dc_str_equal(scheme, "ISBN-13") ||
        isbn == EPUB_ISBN_FALSE;
    if (isbn == EPUB_ISBN_10 || isbn == EPUB_ISBN_13)
        return dc_str_of(isbn == EPUB_ISBN_10 ? "ISBN-10" : "ISBN-13");
    if (is_said)
        report_isbn(epub, text);
    return scheme;
}

static void
put_identifier(struct epub *epub, struct epub_buf *buf, const char *id,
    dc_str text, dc_str given)
{
    dc_str scheme = scheme_of(epub, text, given);
    dc_str code = onix_code(scheme);
    epub_puts(buf, "<dc:identifier");
    epub_put_attr(buf, "id", dc_str_of(id));
    put_opf_attr(epub, buf, "opf:scheme", scheme);
    put_content(buf, "identifier", text);
    if (code.len == 0) {
        put_refinement(epub, buf, id, "identifier-type", scheme);
        return;
    }
    if (epub->is_epub2)
        return;
    epub_puts(buf, "<meta refines=\"#");
    epub_puts(buf, id);
    epub_puts(buf,
        "\" property=\"identifier-type\" "
        "scheme=\"onix:codelist5\">");
    epub_put_text(buf, code);
    epub_puts(buf, "</meta>\n");
}

/* The first one is the book's own. */
static void
put_identifiers(struct epub *epub, struct epub_buf *buf)
{
    char id[32];
    unsigned number = 0;
    struct epub_values values = epub_meta_values(epub, "identifier");
    uint32_t value = epub_values_next(epub, &values);
    put_identifier(epub, buf, "book-id", epub->identifier,
        value ? member(epub, value, "scheme") : dc_str_slice(NULL, 0));
    while ((value = epub_values_next(epub, &values))) {
        dc_str text = epub_identifier_text(epub_meta_value(epub, value));
        make_id(id, "identifier", ++number);
        if (text.len)
            put_identifier(epub, buf, id, text, member(epub, value, "scheme"));
    }
}

/* A type that claims a profile of EPUB, whose rules are not followed here. */
static bool
is_profile(dc_str type)
{
    static const char *const profiles[] = {"dictionary", "edupub", "index",
        "preview", "distributable-object", "scriptable-component",
        "teacher-edition", "teacher-guide", "widget"};
    for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++)
        if (dc_str_equal(type, profiles[i]))
            return true;
    return false;
}

static void
put_types(struct epub *epub, struct epub_buf *buf)
{
    struct epub_values values = epub_meta_values(epub, "type");
    uint32_t value;
    while ((value = epub_values_next(epub, &values))) {
        dc_str type = epub_meta_value(epub, value);
        if (is_profile(type))
            epub_report_loss(epub, "epub-profile",
                "a type that claims a profile of EPUB was left out", type,
                DC_POS_NONE);
        else
            put_simple(buf, "type", type);
    }
}

static void
put_all(struct epub *epub, struct epub_buf *buf, const char *key,
    const char *element)
{
    struct epub_values values = epub_meta_values(epub, key);
    uint32_t value;
    while ((value = epub_values_next(epub, &values)))
        put_simple(buf, element, epub_meta_value(epub, value));
}

/* A subject may name the authority whose term it is. */
static void
put_subjects(struct epub *epub, struct epub_buf *buf, const char *key)
{
    char id[32];
    struct epub_values values = epub_meta_values(epub, key);
    uint32_t value;
    while ((value = epub_values_next(epub, &values))) {
        dc_str text = epub_meta_value(epub, value);
        dc_str authority = member(epub, value, "authority");
        dc_str term = member(epub, value, "term");
        if (text.len == 0)
            continue;
        make_id(id, "subject", ++epub->subject_count);
        put_open(epub, buf, "subject", id);
        put_content(buf, "subject", text);
        if (authority.len && term.len) {
            put_refinement(epub, buf, id, "authority", authority);
            put_refinement(epub, buf, id, "term", term);
        }
    }
}

static void
put_languages(struct epub *epub, struct epub_buf *buf)
{
    struct epub_values values = epub_meta_values(epub, "language");
    uint32_t value;
    put_simple(buf, "language", epub->language);
    while ((value = epub_values_next(epub, &values))) {
        dc_str tag = epub_meta_value(epub, value);
        bool is_main = tag.len == epub->language.len &&
            memcmp(tag.ptr, epub->language.ptr, tag.len) == 0;
        if (tag.len && !epub_is_language(tag))
            epub_report_loss(epub, "epub-language",
                "a language that is no language tag was left out", tag,
                DC_POS_NONE);
        else if (tag.len && !is_main)
            put_simple(buf, "language", tag);
    }
}

/* A date in words cannot be a dc:date; it stays as the date of issue. */
static void
put_date(struct epub *epub, struct epub_buf *buf)
{
    dc_str date = epub_meta_line(epub, "date");
    if (date.len == 0)
        return;
    if (epub_is_date(date)) {
        epub_puts(buf, "<dc:date");
        put_opf_attr(epub, buf, "opf:event", (dc_str)DC_STR("publication"));
        put_content(buf, "date", date);
        return;
    }
    if (epub->is_epub2) {
        epub_report_loss(epub, "epub-date",
            "a date that is not in the form 2000-12-31 was left out", date,
            DC_POS_NONE);
        return;
    }
    epub_puts(buf, "<meta property=\"dcterms:issued\">");
    epub_put_text(buf, date);
    epub_puts(buf, "</meta>\n");
}

/* Digits, and a point between them at most. */
static bool
is_position(dc_str text)
{
    size_t points = 0;
    for (size_t i = 0; i < text.len; i++) {
        points += text.ptr[i] == '.';
        if (!memchr("0123456789.", text.ptr[i], 11))
            return false;
    }
    return points < 2 && text.len > 0 && text.ptr[0] != '.' &&
        text.ptr[text.len - 1] != '.';
}

static void
lose_position(struct epub *epub, const char *what, dc_str position)
{
    if (position.len)
        epub_report_loss(epub, "epub-series", what, position, DC_POS_NONE);
}

/* The number behind the last colon of "NAME:3", as --series takes it. */
static dc_str
take_position(dc_str *name)
{
    dc_str none = {NULL, 0};
    size_t at = name->len;
    while (at > 0 && memchr("0123456789.", name->ptr[at - 1], 11))
        at--;
    if (at < 2 || at == name->len || name->ptr[at - 1] != ':')
        return none;
    dc_str position = {name->ptr + at, name->len - at};
    if (!is_position(position))
        return none;
    name->len = at - 1;
    return position;
}

static void
put_series(struct epub *epub, struct epub_buf *buf)
{
    dc_str name = epub_meta_line(epub, "belongs-to-collection");
    dc_str position = epub_meta_line(epub, "group-position");
    if (name.len == 0)
        name = epub_meta_line(epub, "series");
    if (position.len == 0)
        position = epub_meta_line(epub, "series-index");
    if (position.len == 0)
        position = take_position(&name);
    if (name.len == 0) {
        lose_position(epub, "a place in a series that has no name was left out",
            position);
        return;
    }
    if (!is_position(position)) {
        lose_position(epub,
            "a place in a series that is no number was left out", position);
        position.len = 0;
    }
    if (!epub->is_epub2) {
        epub_puts(
            buf, "<meta property=\"belongs-to-collection\" id=\"series\">");
        epub_put_text(buf, name);
        epub_puts(buf, "</meta>\n");
        put_refinement(
            epub, buf, "series", "collection-type", (dc_str)DC_STR("series"));
        put_refinement(epub, buf, "series", "group-position", position);
    }
    epub_puts(buf, "<meta name=\"calibre:series\"");
    epub_put_attr(buf, "content", name);
    epub_puts(buf, "/>\n");
    if (position.len == 0)
        return;
    epub_puts(buf, "<meta name=\"calibre:series_index\"");
    epub_put_attr(buf, "content", position);
    epub_puts(buf, "/>\n");
}

static void
put_modified(struct epub *epub, struct epub_buf *buf)
{
    char text[EPUB_DATE_SIZE];
    int64_t source_date = epub->job->host->job->source_date(epub->job);
    dc_str modified = epub_meta_line(epub, "modified");
    if (!modified.len)
        modified = epub_meta_line(epub, "date");
    if (source_date >= 0)
        epub_date_of_seconds(source_date, text);
    else if (!epub_date_of_text(modified, text))
        memcpy(text, "2000-01-01T00:00:00Z", EPUB_DATE_SIZE);
    epub_puts(buf, "<meta property=\"dcterms:modified\">");
    epub_puts(buf, text);
    epub_puts(buf, "</meta>\n");
}

void
epub_put_metadata(struct epub *epub, struct epub_buf *buf)
{
    static const struct {
        const char *key;
        const char *element;
    } simple[] = {{"publisher", "publisher"}, {"description", "description"},
        {"rights", "rights"}, {"source", "source"}, {"format", "format"},
        {"relation", "relation"}, {"coverage", "coverage"}};
    dc_str none = {NULL, 0};
    put_identifiers(epub, buf);
    put_titles(epub, buf);
    put_languages(epub, buf);
    if (has_meta(epub, "creator"))
        put_agents(epub, buf, "creator", "creator", none);
    else
        put_agents(epub, buf, "author", "creator", (dc_str)DC_STR("aut"));
    put_agents(epub, buf, "contributor", "contributor", none);
    for (size_t i = 0; i < sizeof simple / sizeof simple[0]; i++)
        put_all(epub, buf, simple[i].key, simple[i].element);
    put_types(epub, buf);
    put_subjects(epub, buf, "subject");
    put_subjects(epub, buf, "keywords");
    put_date(epub, buf);
    put_series(epub, buf);
    if (!epub->is_epub2)
        put_modified(epub, buf);
}
