/* SPDX-License-Identifier: MIT */
/*
 * What the tree cannot hold is counted while it is left out and reported once
 * a kind, at the place of the first.
 */
#include "read/html_reader.h"

static const struct {
    const char *rule;
    const char *what; /* before the number */
    uint32_t severity;
} losses[HTML_LOST_COUNT] = {
    [HTML_LOST_SCRIPTS] = {"html-script", "scripts left out: ", DC_DIAG_NOTE},
    [HTML_LOST_STYLES] = {"html-style", 
        "style sheets read for what means something, else left out: ",
        DC_DIAG_NOTE},
    [HTML_LOST_TEMPLATES] = {"html-template",
        "templates, which a page does not show, left out: ", DC_DIAG_NOTE},
    [HTML_LOST_COMMENTS] = {"html-comment", "comments left out: ",
        DC_DIAG_NOTE},
    [HTML_LOST_HIDDEN] = {"html-hidden",
        "elements that the page hides left out: ", DC_DIAG_LOSS},
    [HTML_LOST_EMBEDDED] = {"html-embedded",
        "embedded objects replaced by what stands for them: ",
        DC_DIAG_LOSS},
    [HTML_LOST_SOURCES] = {"html-sources",
        "other sources and tracks of sound and film left out: ",
        DC_DIAG_LOSS},
    [HTML_LOST_HANDLERS] = {"html-handler", "event handlers left out: ",
        DC_DIAG_NOTE},
    [HTML_LOST_ATTRIBUTES] = {"html-attributes",
        "attributes left out, an element keeps 1024: ", DC_DIAG_LOSS},
    [HTML_LOST_DRAWINGS] = {"html-svg", "SVG drawings left out: ",
        DC_DIAG_LOSS},
    [HTML_LOST_FORMATTING] = {"html-formatting",
        "inline elements not reopened, too many: ", DC_DIAG_LOSS},
    [HTML_LOST_RULES] = {"html-style-limit",
        "style sheets or selectors not read, too many: ", DC_DIAG_LOSS},
    [HTML_LOST_ADDRESSES] = {"html-script-address",
        "links that run a script left out: ", DC_DIAG_LOSS},
};

void
html_lose(struct html_reader *reader, enum html_lost what, uint32_t node)
{
    if (reader->lost[what]++ == 0)
        reader->lost_pos[what] = html_pos(reader, node);
}

/* Writes a number in decimal; returns its length. */
static size_t
put_number(char *out, uint32_t number)
{
    char digits[10];
    size_t len = 0;
    do {
        digits[len++] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    for (size_t i = 0; i < len; i++)
        out[i] = digits[len - 1 - i];
    return len;
}

void
html_report_losses(struct html_reader *reader)
{
    const struct html_dom *dom = &reader->dom;
    reader->lost[HTML_LOST_COMMENTS] += dom->comments;
    reader->lost[HTML_LOST_ATTRIBUTES] += dom->attributes_lost;
    reader->lost[HTML_LOST_RULES] += reader->sheets.left_out;
    if (reader->sheets.selectors_count && reader->sheets.work == 0)
        reader->lost[HTML_LOST_RULES]++;
    reader->lost[HTML_LOST_FORMATTING] += dom->formatting_lost;
    for (size_t i = 0; i < HTML_LOST_COUNT; i++) {
        char message[128];
        if (reader->lost[i] == 0)
            continue;
        size_t what = strlen(losses[i].what);
        memcpy(message, losses[i].what, what);
        size_t len = what + put_number(message + what, reader->lost[i]);
        bool has_pos = i != HTML_LOST_COMMENTS &&
            i != HTML_LOST_ATTRIBUTES && reader->lost_pos[i];
        dc_report_at(reader->job, losses[i].severity, losses[i].rule,
            dc_str_slice(message, len),
            has_pos ? reader->lost_pos[i] : DC_POS_NONE);
    }
}
