/* SPDX-License-Identifier: MIT */
/* Scripts, limits, accents and tables as TeX. */
#include <stdlib.h>
#include <string.h>

#include "math/math_parse.h"
#include "math/math_totex.h"

/* Scripts. */

static bool
is_primes(const struct math_totex *write, uint32_t node)
{
    dc_str text = math_at(write, node)->text;
    size_t used;
    if (math_at(write, node)->element != MATH_MO || text.len == 0)
        return false;
    for (size_t i = 0; i < text.len; i += used) {
        uint32_t code = math_utf8_decode(text.ptr + i, text.len - i, &used);
        if (code != 0x2032 && code != 0x2033 && code != 0x2034 &&
            code != 0x2057 && code != '\'')
            return false;
    }
    return true;
}

static void
put_primes(struct math_totex *write, uint32_t node)
{
    dc_str text = math_at(write, node)->text;
    size_t used;
    for (size_t i = 0; i < text.len; i += used) {
        uint32_t code = math_utf8_decode(text.ptr + i, text.len - i, &used);
        math_puts(write,
            code == 0x2033       ? "''"
                : code == 0x2034 ? "'''"
                : code == 0x2057 ? "''''"
                                 : "'");
    }
}

/* True if scripts of the base would go over and under in a display. */
static bool
is_movable(const struct math_totex *write, uint32_t base)
{
    const char *name;
    dc_str text = math_at(write, base)->text;
    uint32_t code = math_token_code(write, base);
    const struct math_symbol *symbol =
        code ? math_symbol_of(code, false) : NULL;
    if (math_at(write, base)->element == MATH_MO && symbol &&
        symbol->kind == MATH_KIND_LIMITS)
        return true;
    bool is_token = math_at(write, base)->element == MATH_MI ||
        math_at(write, base)->element == MATH_MO;
    return is_token && math_is_function(text, &name) && math_has_limits(name);
}

/* "_{sub}^{sup}" as items; returns how many. */
static size_t
script_items(const struct math_totex *write, uint32_t sub, uint32_t sup,
    struct math_item items[6])
{
    size_t count = 0;
    (void)write;
    if (sub) {
        items[count++] = (struct math_item){"_{", 0, 0};
        items[count++] = (struct math_item){NULL, sub, MATH_ITEM_BARE};
        items[count++] = (struct math_item){"}", 0, 0};
    }
    if (sup) {
        items[count++] = (struct math_item){"^{", 0, 0};
        items[count++] = (struct math_item){NULL, sup, MATH_ITEM_BARE};
        items[count++] = (struct math_item){"}", 0, 0};
    }
    return count;
}

/* A superscript of primes goes to the base: base, primes, rest. */
struct scripts {
    uint32_t base, sub, sup, primes;
};

static void
split_primes(const struct math_totex *write, struct scripts *scripts)
{
    if (!scripts->sup)
        return;
    if (is_primes(write, scripts->sup)) {
        scripts->primes = scripts->sup;
        scripts->sup = 0;
        return;
    }
    const struct math_node *sup = math_at(write, scripts->sup);
    uint32_t second = sup->first ? math_at(write, sup->first)->next : 0;
    if (sup->element == MATH_MROW && second && second == sup->last &&
        is_primes(write, sup->first)) {
        scripts->primes = sup->first;
        scripts->sup = second;
    }
}

/* Writes what follows the base: the last of its plan is written first. */
static void
plan_scripted(struct math_totex *write, const struct math_item *item,
    const struct scripts *scripts, const char *limits)
{
    struct math_item items[12];
    size_t count = 0;
    uint32_t inherited = item->flags & (MATH_ITEM_DISPLAY | MATH_ITEM_APPLIED);
    items[count++] =
        (struct math_item){NULL, scripts->base, inherited | MATH_ITEM_BASE};
    items[count++] = (struct math_item){limits, 0, 0};
    if (scripts->primes)
        items[count++] =
            (struct math_item){NULL, scripts->primes, MATH_ITEM_PRIMES};
    count += script_items(write, scripts->sub, scripts->sup, items + count);
    math_plan(write, items, count);
}

void
math_plan_script(struct math_totex *write, const struct math_item *item)
{
    struct scripts scripts = {0, 0, 0, 0};
    uint8_t element = math_at(write, item->node)->element;
    scripts.base = math_at(write, item->node)->first;
    uint32_t second = math_at(write, scripts.base)->next;
    scripts.sub = element == MATH_MSUP ? 0 : second;
    scripts.sup = element == MATH_MSUP ? second
        : element == MATH_MSUBSUP      ? math_at(write, second)->next
                                       : 0;
    split_primes(write, &scripts);
    bool is_moved =
        (item->flags & MATH_ITEM_DISPLAY) && is_movable(write, scripts.base);
    plan_scripted(write, item, &scripts, is_moved ? "\\nolimits" : "");
}

void
math_put_primes(struct math_totex *write, uint32_t node)
{
    put_primes(write, node);
}

/* Accents. */

/* "\hat{" and the like; NULL: it is none. */
static const char *
accent_of(const struct math_totex *write, uint32_t node, uint32_t mark)
{
    bool is_under = math_at(write, node)->element == MATH_MUNDER;
    uint32_t code = math_token_code(write, mark);
    if (math_at(write, mark)->element != MATH_MO || code == 0)
        return NULL;
    bool is_accent =
        math_attr_is(write->tree, node,
            is_under ? MATH_ATTR_ACCENTUNDER : MATH_ATTR_ACCENT, "true") ||
        math_attr_is(write->tree, mark, MATH_ATTR_ACCENT, "true");
    dc_str stretchy = math_attr_of(write->tree, mark, MATH_ATTR_STRETCHY);
    return math_accent_of(code, is_under, is_accent, stretchy);
}

static bool
plan_accent(struct math_totex *write, const struct math_item *item)
{
    uint32_t base = math_at(write, item->node)->first;
    uint32_t mark = math_at(write, base)->next;
    if (math_at(write, item->node)->element == MATH_MUNDEROVER)
        return false;
    const char *name = accent_of(write, item->node, mark);
    if (!name)
        return false;
    struct math_item items[] = {{name, 0, 0}, {"{", 0, 0},
        {NULL, base, MATH_ITEM_BARE | (item->flags & MATH_ITEM_DISPLAY)},
        {"}", 0, 0}};
    math_plan(write, items, 4);
    return true;
}

/* A brace or bracket over or under the base carries a note. */
static bool
is_braced(const struct math_totex *write, uint32_t base)
{
    uint8_t element = math_at(write, base)->element;
    if (element != MATH_MUNDER && element != MATH_MOVER)
        return false;
    uint32_t mark = math_at(write, math_at(write, base)->first)->next;
    uint32_t code = math_token_code(write, mark);
    return code >= 0x23B4 && code <= 0x23E1 &&
        accent_of(write, base, mark) != NULL;
}

/* Long arrows: what is over or under them is padded. */

static uint32_t
unpadded(const struct math_totex *write, uint32_t node)
{
    const struct math_node *at = math_at(write, node);
    return at->element == MATH_MPADDED && at->first &&
            !math_at(write, at->first)->next &&
            math_attr_of(write->tree, node, MATH_ATTR_LSPACE).len > 0
        ? at->first
        : 0;
}

static bool
plan_arrow(struct math_totex *write, const struct math_item *item,
    const struct scripts *scripts)
{
    uint32_t code = math_token_code(write, scripts->base);
    const char *name = math_long_arrow_of(code);
    if (!name || !scripts->sup ||
        !math_attr_is(write->tree, scripts->base, MATH_ATTR_STRETCHY, "true"))
        return false;
    uint32_t above = unpadded(write, scripts->sup);
    uint32_t below = scripts->sub ? unpadded(write, scripts->sub) : 0;
    if (!above || (scripts->sub && !below))
        return false;
    (void)item;
    struct math_item items[] = {{name, 0, 0}, {below ? "[{" : "", 0, 0},
        {below ? NULL : "", below, MATH_ITEM_BARE}, {below ? "}]" : "", 0, 0},
        {"{", 0, 0}, {NULL, above, MATH_ITEM_BARE}, {"}", 0, 0}};
    math_plan(write, items, 7);
    return true;
}

/* Limits. */

/* "\underset{sub}{base}", or with both. */
static void
plan_sets(struct math_totex *write, const struct math_item *item,
    const struct scripts *scripts)
{
    uint32_t inherited = item->flags & (MATH_ITEM_DISPLAY | MATH_ITEM_APPLIED);
    const char *open = !scripts->sup ? "\\underset{"
        : !scripts->sub              ? "\\overset{"
                                     : "\\overunderset{";
    bool has_both = scripts->sup && scripts->sub;
    struct math_item items[] = {{open, 0, 0},
        {NULL, scripts->sup ? scripts->sup : scripts->sub, MATH_ITEM_BARE},
        {"}{", 0, 0}, {has_both ? NULL : "", scripts->sub, MATH_ITEM_BARE},
        {has_both ? "}{" : "", 0, 0},
        {NULL, scripts->base, inherited | MATH_ITEM_BARE}, {"}", 0, 0}};
    math_plan(write, items, 7);
}

/* How limits are asked for behind the base; NULL: they are not limits. */
static const char *
limits_of(
    const struct math_totex *write, const struct math_item *item, uint32_t base)
{
    uint32_t code = math_token_code(write, base);
    const struct math_symbol *symbol =
        code ? math_symbol_of(code, false) : NULL;
    bool is_operator = math_at(write, base)->element == MATH_MO && symbol;
    if (is_braced(write, base))
        return "";
    if (is_operator && symbol->kind == MATH_KIND_INTEGRAL)
        return "\\limits";
    if (!is_movable(write, base))
        return NULL;
    if (is_operator &&
        math_attr_is(write->tree, base, MATH_ATTR_MOVABLELIMITS, "false"))
        return "\\limits";
    /* A sum in the line that leaves it to the reader moves its limits. */
    bool is_over = (item->flags & MATH_ITEM_DISPLAY) || is_operator;
    return is_over ? "" : "\\limits";
}

/* "\operatorname*{name}_..", if the base is a function of no known name. */
static bool
plan_operator(struct math_totex *write, const struct math_item *item,
    const struct scripts *scripts)
{
    uint32_t base = scripts->base;
    dc_str text = math_at(write, base)->text;
    if (math_at(write, base)->element != MATH_MI || text.len < 2 ||
        math_token_code(write, base) || math_is_function(text, NULL) ||
        !math_put_operator(write, text, true))
        return false;
    struct math_item items[8];
    size_t count = 0;
    if (!(item->flags & MATH_ITEM_DISPLAY))
        items[count++] = (struct math_item){"\\limits", 0, 0};
    count += script_items(write, scripts->sub, scripts->sup, items + count);
    math_plan(write, items, count);
    return true;
}

void
math_plan_limits(struct math_totex *write, const struct math_item *item)
{
    struct scripts scripts = {0, 0, 0, 0};
    uint8_t element = math_at(write, item->node)->element;
    scripts.base = math_at(write, item->node)->first;
    uint32_t second = math_at(write, scripts.base)->next;
    scripts.sub = element == MATH_MOVER ? 0 : second;
    scripts.sup = element == MATH_MOVER ? second
        : element == MATH_MUNDEROVER    ? math_at(write, second)->next
                                        : 0;
    if (plan_accent(write, item) || plan_arrow(write, item, &scripts))
        return;
    const char *limits = limits_of(write, item, scripts.base);
    if (limits) {
        struct math_item inner = *item;
        /* A brace is no script: it needs no braces around it. */
        plan_scripted(write, &inner, &scripts, limits);
        return;
    }
    if (!plan_operator(write, item, &scripts))
        plan_sets(write, item, &scripts);
}

/* "{}_{a}^{b} base _{c}^{d}" */
void
math_plan_prescripts(struct math_totex *write, const struct math_item *item)
{
    uint32_t base = math_at(write, item->node)->first;
    uint32_t scripts[4] = {0, 0, 0, 0};
    size_t count = 0, offset = 0;
    if (!base) {
        write->failed = true;
        return;
    }
    for (uint32_t i = math_at(write, base)->next; i;
         i = math_at(write, i)->next) {
        if (math_at(write, i)->element == MATH_MPRESCRIPTS) {
            offset = 2;
            count = 0;
            continue;
        }
        /* Two pairs and no more: TeX would need empty bases between. */
        if (count == 2) {
            write->failed = true;
            return;
        }
        bool is_none = math_at(write, i)->element == MATH_NONE;
        scripts[offset + count++] = is_none ? 0 : i;
    }
    struct math_item items[16];
    size_t total = 0;
    if (scripts[2] || scripts[3])
        items[total++] = (struct math_item){"{}", 0, 0};
    total += script_items(write, scripts[2], scripts[3], items + total);
    items[total++] = (struct math_item){NULL, base, MATH_ITEM_BASE};
    total += script_items(write, scripts[0], scripts[1], items + total);
    math_plan(write, items, total);
}
