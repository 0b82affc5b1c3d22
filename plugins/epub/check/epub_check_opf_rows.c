/* SPDX-License-Identifier: MIT */
/*
 * The elements of the package document: EPUB 3.3 section 5, and OPF 2.0.1 with
 * the elements of Dublin Core that both take over.
 */
#include "check/epub_check_opf.h"

#define LANGUAGE "xml:lang=LANG"
#define WORDS "id=ID " LANGUAGE " dir=ltr|rtl|auto"

/* Those that must be there need not stand in this metadata: a collection and
 * dc-metadata have some as well (epub_opf_check_metas). */
#define DC_ELEMENTS                                                            \
    "dc:identifier* dc:title* dc:language* dc:contributor* dc:coverage* "      \
    "dc:creator* dc:date* dc:description* dc:format* dc:publisher* "           \
    "dc:relation* dc:rights* dc:source* dc:subject* dc:type* "

static const struct epub_grammar_row rows_3[] = {
    {"package", "metadata manifest spine guide? bindings? collection*",
        "*version *unique-identifier=ID prefix " WORDS},
    {"metadata", "& " DC_ELEMENTS "meta* link*", ""},
    {"dc:identifier", "#", "id=ID"},
    {"dc:title", "#", WORDS},
    {"dc:language", "#", "id=ID"},
    {"dc:contributor", "#", WORDS},
    {"dc:coverage", "#", WORDS},
    {"dc:creator", "#", WORDS},
    {"dc:date", "#", "id=ID"},
    {"dc:description", "#", WORDS},
    {"dc:format", "#", "id=ID"},
    {"dc:publisher", "#", WORDS},
    {"dc:relation", "#", WORDS},
    {"dc:rights", "#", WORDS},
    {"dc:source", "#", "id=ID"},
    {"dc:subject", "#", WORDS},
    {"dc:type", "#", "id=ID"},
    {"meta", "#", "property=NMTOKEN refines scheme name content " WORDS},
    {"link", "",
        "id=ID *href rel media-type=TYPE properties=NMTOKENS refines hreflang"},
    {"manifest", "item+", "id=ID"},
    {"item", "",
        "*id=ID *href *media-type=TYPE fallback=ID media-overlay=ID "
        "properties=NMTOKENS"},
    {"spine", "itemref+",
        "id=ID toc=ID page-progression-direction=ltr|rtl|default"},
    {"itemref", "", "id=ID *idref=ID linear=yes|no properties=NMTOKENS"},
    {"guide", "reference+", "id=ID"},
    {"reference", "", "*type *href title"},
    {"bindings", "mediaType+", "id=ID"},
    {"mediaType", "", "*media-type=TYPE *handler=ID"},
    {"collection", "metadata? collection* link*", "*role " WORDS},
};

#define OLD "id=ID " LANGUAGE

static const struct epub_grammar_row rows_2[] = {
    {"package", "metadata manifest spine tours? guide?",
        "*version *unique-identifier=ID id=ID " LANGUAGE},
    {"metadata", "& ! dc-metadata? x-metadata? " DC_ELEMENTS "meta*",
        "id=ID " LANGUAGE},
    {"dc-metadata", "& ! " DC_ELEMENTS, "id=ID " LANGUAGE},
    {"x-metadata", "~", "id=ID"},
    {"meta", "", "id=ID *name *content scheme " LANGUAGE},
    {"dc:identifier", "#", "id=ID opf:scheme " LANGUAGE},
    {"dc:title", "#", OLD},
    {"dc:language", "#", OLD},
    {"dc:contributor", "#", "opf:role opf:file-as " OLD},
    {"dc:coverage", "#", OLD},
    {"dc:creator", "#", "opf:role opf:file-as " OLD},
    {"dc:date", "#", "opf:event " OLD},
    {"dc:description", "#", OLD},
    {"dc:format", "#", OLD},
    {"dc:publisher", "#", OLD},
    {"dc:relation", "#", OLD},
    {"dc:rights", "#", OLD},
    {"dc:source", "#", OLD},
    {"dc:subject", "#", OLD},
    {"dc:type", "#", OLD},
    {"manifest", "item+", "id=ID"},
    {"item", "",
        "*id=ID *href *media-type=TYPE fallback=ID fallback-style=ID "
        "required-namespace required-modules"},
    {"spine", "itemref+", "id=ID *toc=ID"},
    {"itemref", "", "id=ID *idref=ID linear=yes|no"},
    {"guide", "reference+", "id=ID"},
    {"reference", "", "*type *href title"},
    {"tours", "tour+", "id=ID"},
    {"tour", "site+", "*id=ID *title"},
    {"site", "", "*title *href"},
};

static const struct epub_grammar grammars[] = {
    {
        .space = EPUB_NS_OPF,
        .root = "package",
        .foreign = EPUB_NS_OPF,
        .other = EPUB_NS_DC,
        .rows = rows_2,
        .count = sizeof rows_2 / sizeof *rows_2,
    },
    {
        .space = EPUB_NS_OPF,
        .root = "package",
        .foreign = "*",
        .other = EPUB_NS_DC,
        .rows = rows_3,
        .count = sizeof rows_3 / sizeof *rows_3,
    },
};

const struct epub_grammar *
epub_opf_grammar(int version)
{
    return &grammars[version == 3];
}
