// SPDX-License-Identifier: MIT
//
// The only file that sees CLD2, a C++ library.

#include "cld2.h"

// The library's header uses FILE without naming its source.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

static struct dci_cld2
detect(const char *text, int len, bool is_guess)
{
    CLD2::Language languages[3];
    int percents[3];
    double scores[3];
    int text_bytes = 0;
    bool is_reliable = false;
    CLD2::CLDHints hints = {
        nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};

    CLD2::ExtDetectLanguageSummary(text, len, true, &hints,
        is_guess ? CLD2::kCLDFlagBestEffort : 0, languages, percents, scores,
        nullptr, &text_bytes, &is_reliable);
    if (languages[0] == CLD2::UNKNOWN_LANGUAGE)
        return dci_cld2{nullptr, 0, 0.0, false, false};
    return dci_cld2{
        CLD2::LanguageCode(languages[0]), percents[0], scores[0], is_reliable,
        false};
}

extern "C" struct dci_cld2
dci_cld2_detect(const char *text, int len, bool is_guess)
{
    try {
        return detect(text, len, is_guess);
    } catch (...) {
        return dci_cld2{nullptr, 0, 0.0, false, true};
    }
}
