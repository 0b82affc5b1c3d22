/* SPDX-License-Identifier: MIT */
/*
 * What a character set is made of, for the files of this folder only.
 */
#ifndef DCI_DETECT_CHARSET_H
#define DCI_DETECT_CHARSET_H

#include "detect.h"
#include "tables.h"

enum dci_coding {
    DCI_CODING_SINGLE,
    DCI_CODING_UTF8,
    DCI_CODING_UTF16LE,
    DCI_CODING_UTF16BE,
    DCI_CODING_UTF32LE,
    DCI_CODING_UTF32BE,
    DCI_CODING_GB18030,
    DCI_CODING_HZ,
    DCI_CODING_BIG5,
    DCI_CODING_EUC_TW,
    DCI_CODING_EUC_JP,
    DCI_CODING_SHIFT_JIS,
    DCI_CODING_ISO_2022_JP,
    DCI_CODING_EUC_KR,
    DCI_CODING_ISO_2022_KR,
    DCI_CODING_ISO_2022_CN,
    DCI_CODING_COUNT
};

struct dci_charset {
    const char *name;
    const char *labels; /* separated by spaces */
    enum dci_coding coding;
    const struct dci_single *single; /* NULL unless DCI_CODING_SINGLE */
};

enum dci_charset_id {
#define SINGLE(id, name, source, labels) DCI_CHARSET_##id,
#define CODED(id, name, kind, labels) DCI_CHARSET_##id,
#include "charsets.def"
#undef SINGLE
#undef CODED
    DCI_CHARSET_COUNT
};

extern const struct dci_charset dci_charsets[DCI_CHARSET_COUNT];

#endif
