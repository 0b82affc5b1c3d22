/* SPDX-License-Identifier: MIT */
/*
 * Raised and lowered letters, where Unicode has them.  A text is written so
 * only if every letter of it can be: half of a raised word misleads.
 */
#include "write/text_out.h"

struct script {
    char letter;
    const char *super;
    const char *sub;
};

static const struct script scripts[] = {
    {'0', "⁰", "₀"},
    {'1', "¹", "₁"},
    {'2', "²", "₂"},
    {'3', "³", "₃"},
    {'4', "⁴", "₄"},
    {'5', "⁵", "₅"},
    {'6', "⁶", "₆"},
    {'7', "⁷", "₇"},
    {'8', "⁸", "₈"},
    {'9', "⁹", "₉"},
    {'+', "⁺", "₊"},
    {'-', "⁻", "₋"},
    {'=', "⁼", "₌"},
    {'(', "⁽", "₍"},
    {')', "⁾", "₎"},
    {'a', "ᵃ", "ₐ"},
    {'b', "ᵇ", NULL},
    {'c', "ᶜ", NULL},
    {'d', "ᵈ", NULL},
    {'e', "ᵉ", "ₑ"},
    {'f', "ᶠ", NULL},
    {'g', "ᵍ", NULL},
    {'h', "ʰ", "ₕ"},
    {'i', "ⁱ", "ᵢ"},
    {'j', "ʲ", "ⱼ"},
    {'k', "ᵏ", "ₖ"},
    {'l', "ˡ", "ₗ"},
    {'m', "ᵐ", "ₘ"},
    {'n', "ⁿ", "ₙ"},
    {'o', "ᵒ", "ₒ"},
    {'p', "ᵖ", "ₚ"},
    {'r', "ʳ", "ᵣ"},
    {'s', "ˢ", "ₛ"},
    {'t', "ᵗ", "ₜ"},
    {'u', "ᵘ", "ᵤ"},
    {'v', "ᵛ", "ᵥ"},
    {'x', "ˣ", "ₓ"},
    {'y', "ʸ", NULL},
    {'z', "ᶻ", NULL},
};

#define MINUS "\xE2\x88\x92"

static const char *
lookup_script(char letter, bool is_super)
{
    for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++)
        if (scripts[i].letter == letter)
            return is_super ? scripts[i].super : scripts[i].sub;
    return NULL;
}

bool
text_out_script(struct text_out *out, dc_str text, bool is_super,
    struct text_out_buffer *to)
{
    size_t start = to->len;
    if (out->options.is_ascii || text.len == 0)
        return false;
    for (size_t at = 0; at < text.len; at++) {
        char letter = text.ptr[at];
        bool is_minus =
            text.len - at >= 3 && memcmp(text.ptr + at, MINUS, 3) == 0;
        const char *form = lookup_script(is_minus ? '-' : letter, is_super);
        if (!form || !text_out_append(out, to, form, strlen(form))) {
            to->len = start;
            return false;
        }
        at += is_minus ? 2 : 0;
    }
    return true;
}
