/* SPDX-License-Identifier: MIT */
/*
 * kinds.def and fields.def as tables.
 */
#include "doc/document.h"

const struct dci_kind_groups dci_kind_groups[DC_KIND_COUNT] = {
#define DC_KIND(name, number, text, is, holds) [(number)] = {(is), (holds)},
#include "docconv/kinds.def"
#undef DC_KIND
};

const char *const dci_kind_names[DC_KIND_COUNT] = {
#define DC_KIND(name, number, text, is, holds) [(number)] = (text),
#include "docconv/kinds.def"
#undef DC_KIND
};

enum { I = 'I', S = 'S', R = 'R' };

const char dci_field_types[DC_F_COUNT] = {
#define DC_FIELD(name, number, text, type) [(number)] = (type),
#include "docconv/fields.def"
#undef DC_FIELD
};
