/* SPDX-License-Identifier: MIT */
/*
 * The layout of every struct that crosses the plugin border, as of ABI 1.0,
 * frozen: where a member stands may never change.  A struct may only grow at
 * its end, so sizes are least sizes; what is handed over without its size
 * (dc_str) or allocated by the other side (dc_cursor) may not grow at all.
 * For machines with 64-bit pointers.  Compiling this file is the test.
 */
#include "docconv/plugin.h"

#include "docconv/ext/archive.h"
#include "docconv/ext/charset.h"
#include "docconv/ext/language.h"
#include "docconv/ext/package.h"
#include "docconv/ext/resource.h"
#include "docconv/ext/sub.h"

#define MEMBER(type, member, offset) \
    _Static_assert(offsetof(type, member) == (offset), \
        #type "." #member " has moved")
#define SIZE(type, least) \
    _Static_assert(sizeof(type) >= (least), #type " has shrunk")
#define FIXED(type, size) \
    _Static_assert(sizeof(type) == (size), #type " has another size")

#if UINTPTR_MAX == UINT64_MAX

/* base.h */
SIZE(dc_str, 16);
MEMBER(dc_str, ptr, 0);
MEMBER(dc_str, len, 8);

/* diag.h */
SIZE(dc_diag, 72);
MEMBER(dc_diag, struct_size, 0);
MEMBER(dc_diag, severity, 4);
MEMBER(dc_diag, rule, 8);
MEMBER(dc_diag, message, 16);
MEMBER(dc_diag, pos, 32);
MEMBER(dc_diag, line, 40);
MEMBER(dc_diag, column, 48);
MEMBER(dc_diag, file, 56);
SIZE(dc_diag_table, 24);
MEMBER(dc_diag_table, struct_size, 0);
MEMBER(dc_diag_table, report, 8);
MEMBER(dc_diag_table, is_wanted, 16);

/* tree.h */
SIZE(dc_build, 96);
MEMBER(dc_build, struct_size, 0);
MEMBER(dc_build, open, 8);
MEMBER(dc_build, close, 16);
MEMBER(dc_build, text, 24);
MEMBER(dc_build, set_int, 32);
MEMBER(dc_build, set_real, 40);
MEMBER(dc_build, set_str, 48);
MEMBER(dc_build, attr, 56);
MEMBER(dc_build, pin, 64);
MEMBER(dc_build, meta_open, 72);
MEMBER(dc_build, meta_close, 80);
MEMBER(dc_build, status, 88);
SIZE(dc_view, 48);
MEMBER(dc_view, struct_size, 0);
MEMBER(dc_view, op, 4);
MEMBER(dc_view, kind, 6);
MEMBER(dc_view, node, 8);
MEMBER(dc_view, flags, 12);
MEMBER(dc_view, depth, 16);
MEMBER(dc_view, reserved, 20);
MEMBER(dc_view, text, 24);
MEMBER(dc_view, pos, 40);
SIZE(dc_cursor, 4352);
MEMBER(dc_cursor, struct_size, 0);
MEMBER(dc_cursor, opaque, 4);
SIZE(dc_walk, 136);
MEMBER(dc_walk, struct_size, 0);
MEMBER(dc_walk, start, 8);
MEMBER(dc_walk, next, 16);
MEMBER(dc_walk, skip, 24);
MEMBER(dc_walk, kind, 32);
MEMBER(dc_walk, first, 40);
MEMBER(dc_walk, sibling, 48);
MEMBER(dc_walk, text, 56);
MEMBER(dc_walk, pos, 64);
MEMBER(dc_walk, int_field, 72);
MEMBER(dc_walk, real_field, 80);
MEMBER(dc_walk, str_field, 88);
MEMBER(dc_walk, attr_at, 96);
MEMBER(dc_walk, plain_text, 104);
MEMBER(dc_walk, identifier, 112);
MEMBER(dc_walk, meta, 120);
MEMBER(dc_walk, meta_at, 128);
MEMBER(dc_walk, has_field, 136);

/* io.h */
SIZE(dc_input, 40);
MEMBER(dc_input, struct_size, 0);
MEMBER(dc_input, flags, 4);
MEMBER(dc_input, data, 8);
MEMBER(dc_input, len, 16);
MEMBER(dc_input, name, 24);
SIZE(dc_io, 40);
MEMBER(dc_io, struct_size, 0);
MEMBER(dc_io, write, 8);
MEMBER(dc_io, reserve, 16);
MEMBER(dc_io, commit, 24);
MEMBER(dc_io, release, 32);
SIZE(dc_media, 56);
MEMBER(dc_media, struct_size, 0);
MEMBER(dc_media, flags, 4);
MEMBER(dc_media, name, 8);
MEMBER(dc_media, mime, 24);
MEMBER(dc_media, data, 40);
MEMBER(dc_media, len, 48);
SIZE(dc_media_table, 40);
MEMBER(dc_media_table, struct_size, 0);
MEMBER(dc_media_table, add, 8);
MEMBER(dc_media_table, at, 16);
MEMBER(dc_media_table, lookup, 24);
MEMBER(dc_media_table, announce, 32);

/* plugin.h */
SIZE(dc_option_table, 64);
MEMBER(dc_option_table, struct_size, 0);
MEMBER(dc_option_table, integer, 8);
MEMBER(dc_option_table, string, 16);
MEMBER(dc_option_table, is_given, 24);
MEMBER(dc_option_table, count, 32);
MEMBER(dc_option_table, string_at, 40);
MEMBER(dc_option_table, file_at, 48);
MEMBER(dc_option_table, beside, 56);
SIZE(dc_job_table, 56);
MEMBER(dc_job_table, struct_size, 0);
MEMBER(dc_job_table, alloc, 8);
MEMBER(dc_job_table, fail, 16);
MEMBER(dc_job_table, tick, 24);
MEMBER(dc_job_table, service, 32);
MEMBER(dc_job_table, source_date, 40);
MEMBER(dc_job_table, source_name, 48);
SIZE(dc_host, 72);
MEMBER(dc_host, struct_size, 0);
MEMBER(dc_host, abi_major, 4);
MEMBER(dc_host, abi_minor, 6);
MEMBER(dc_host, version, 8);
MEMBER(dc_host, job, 16);
MEMBER(dc_host, option, 24);
MEMBER(dc_host, diag, 32);
MEMBER(dc_host, build, 40);
MEMBER(dc_host, walk, 48);
MEMBER(dc_host, io, 56);
MEMBER(dc_host, media, 64);
SIZE(dc_job, 24);
MEMBER(dc_job, struct_size, 0);
MEMBER(dc_job, reserved, 4);
MEMBER(dc_job, host, 8);
MEMBER(dc_job, state, 16);
SIZE(dc_reader, 16);
MEMBER(dc_reader, struct_size, 0);
MEMBER(dc_reader, flags, 4);
MEMBER(dc_reader, read, 8);
SIZE(dc_writer, 40);
MEMBER(dc_writer, struct_size, 0);
MEMBER(dc_writer, flags, 4);
MEMBER(dc_writer, begin, 8);
MEMBER(dc_writer, block, 16);
MEMBER(dc_writer, end, 24);
MEMBER(dc_writer, free, 32);
SIZE(dc_format, 24);
MEMBER(dc_format, struct_size, 0);
MEMBER(dc_format, flags, 4);
MEMBER(dc_format, reader, 8);
MEMBER(dc_format, writer, 16);
MEMBER(dc_format, checker, 24);
MEMBER(dc_checker, struct_size, 0);
MEMBER(dc_checker, flags, 4);
MEMBER(dc_checker, check, 8);
SIZE(dc_plugin, 24);
MEMBER(dc_plugin, struct_size, 0);
MEMBER(dc_plugin, abi_major, 4);
MEMBER(dc_plugin, abi_minor, 6);
MEMBER(dc_plugin, manifest, 8);
MEMBER(dc_plugin, formats, 16);

/* ext/archive.h */
SIZE(dc_archive_entry, 48);
MEMBER(dc_archive_entry, struct_size, 0);
MEMBER(dc_archive_entry, index, 4);
MEMBER(dc_archive_entry, name, 8);
MEMBER(dc_archive_entry, size, 24);
MEMBER(dc_archive_entry, packed_size, 32);
MEMBER(dc_archive_entry, method, 40);
MEMBER(dc_archive_entry, is_encrypted, 44);
SIZE(dc_archive_service, 56);
MEMBER(dc_archive_service, struct_size, 0);
MEMBER(dc_archive_service, open, 8);
MEMBER(dc_archive_service, at, 16);
MEMBER(dc_archive_service, lookup, 24);
MEMBER(dc_archive_service, content, 32);
MEMBER(dc_archive_service, drop, 40);
MEMBER(dc_archive_service, packed, 48);

/* ext/charset.h */
SIZE(dc_decoded, 56);
MEMBER(dc_decoded, struct_size, 0);
MEMBER(dc_decoded, how, 4);
MEMBER(dc_decoded, confidence, 8);
MEMBER(dc_decoded, bad, 12);
MEMBER(dc_decoded, charset, 16);
MEMBER(dc_decoded, text, 24);
MEMBER(dc_decoded, len, 32);
MEMBER(dc_decoded, is_binary, 40);
MEMBER(dc_decoded, reserved, 44);
MEMBER(dc_decoded, state, 48);
SIZE(dc_charset_service, 24);
MEMBER(dc_charset_service, struct_size, 0);
MEMBER(dc_charset_service, decode, 8);
MEMBER(dc_charset_service, input_pos, 16);

/* ext/language.h */
SIZE(dc_language_service, 16);
MEMBER(dc_language_service, struct_size, 0);
MEMBER(dc_language_service, detect, 8);

/* ext/sub.h */
SIZE(dc_sub_scope, 32);
MEMBER(dc_sub_scope, struct_size, 0);
MEMBER(dc_sub_scope, user, 8);
MEMBER(dc_sub_scope, id, 16);
MEMBER(dc_sub_scope, url, 24);
SIZE(dc_sub_part, 56);
MEMBER(dc_sub_part, struct_size, 0);
MEMBER(dc_sub_part, format, 8);
MEMBER(dc_sub_part, data, 16);
MEMBER(dc_sub_part, len, 24);
MEMBER(dc_sub_part, name, 32);
MEMBER(dc_sub_part, options, 48);
SIZE(dc_sub_service, 16);
MEMBER(dc_sub_service, struct_size, 0);
MEMBER(dc_sub_service, read, 8);

/* ext/package.h */
SIZE(dc_package_service, 32);
MEMBER(dc_package_service, struct_size, 0);
MEMBER(dc_package_service, open, 8);
MEMBER(dc_package_service, add, 16);
MEMBER(dc_package_service, close, 24);

/* ext/resource.h */
SIZE(dc_resource_service, 16);
MEMBER(dc_resource_service, struct_size, 0);
MEMBER(dc_resource_service, lookup, 8);

/* The words of the border. */
FIXED(dc_str, 16);
FIXED(dc_cursor, 4352);
_Static_assert(DC_ABI_MAJOR == 1, "another major needs another layout file");
_Static_assert(DC_NOTE_TYPE == 1u, "the note's type is fixed");
_Static_assert(sizeof(DC_NOTE_OWNER) == 8, "the note's owner is fixed");
_Static_assert(DC_INPUT_PADDING == 64, "readers count on the padding");

#endif

/* Numbers that are part of the ABI: none may change, new ones come behind. */
#define NUMBER(name, number) \
    _Static_assert((name) == (number), #name " was renumbered")

/* kinds.def */
NUMBER(DC_DOCUMENT, 0);
NUMBER(DC_PLAIN, 1);
NUMBER(DC_PARA, 2);
NUMBER(DC_LINE_BLOCK, 3);
NUMBER(DC_LINE, 4);
NUMBER(DC_CODE_BLOCK, 5);
NUMBER(DC_RAW_BLOCK, 6);
NUMBER(DC_BLOCK_QUOTE, 7);
NUMBER(DC_ORDERED_LIST, 8);
NUMBER(DC_BULLET_LIST, 9);
NUMBER(DC_ITEM, 10);
NUMBER(DC_DEFINITION_LIST, 11);
NUMBER(DC_TERM, 12);
NUMBER(DC_DEFINITION, 13);
NUMBER(DC_HEADING, 14);
NUMBER(DC_RULE, 15);
NUMBER(DC_TABLE, 16);
NUMBER(DC_CAPTION, 17);
NUMBER(DC_SHORT_CAPTION, 18);
NUMBER(DC_COLUMN, 19);
NUMBER(DC_TABLE_HEAD, 20);
NUMBER(DC_TABLE_BODY, 21);
NUMBER(DC_TABLE_FOOT, 22);
NUMBER(DC_ROW, 23);
NUMBER(DC_CELL, 24);
NUMBER(DC_FIGURE, 25);
NUMBER(DC_DIV, 26);
NUMBER(DC_PAGE_BREAK, 27);
NUMBER(DC_SCENE_BREAK, 28);
NUMBER(DC_TEXT, 29);
NUMBER(DC_EMPH, 30);
NUMBER(DC_UNDERLINE, 31);
NUMBER(DC_STRONG, 32);
NUMBER(DC_STRIKEOUT, 33);
NUMBER(DC_SUPERSCRIPT, 34);
NUMBER(DC_SUBSCRIPT, 35);
NUMBER(DC_SMALL_CAPS, 36);
NUMBER(DC_QUOTED, 37);
NUMBER(DC_CITE, 38);
NUMBER(DC_CITATION, 39);
NUMBER(DC_CITE_PREFIX, 40);
NUMBER(DC_CITE_SUFFIX, 41);
NUMBER(DC_CODE, 42);
NUMBER(DC_LINE_BREAK, 43);
NUMBER(DC_MATH, 44);
NUMBER(DC_RAW_INLINE, 45);
NUMBER(DC_LINK, 46);
NUMBER(DC_IMAGE, 47);
NUMBER(DC_NOTE, 48);
NUMBER(DC_SPAN, 49);
NUMBER(DC_META_MAP, 50);
NUMBER(DC_META_ENTRY, 51);
NUMBER(DC_META_LIST, 52);
NUMBER(DC_META_BOOL, 53);
NUMBER(DC_META_STRING, 54);
NUMBER(DC_META_INLINES, 55);
NUMBER(DC_META_BLOCKS, 56);

/* fields.def */
NUMBER(DC_F_LEVEL, 1);
NUMBER(DC_F_START, 2);
NUMBER(DC_F_STYLE, 3);
NUMBER(DC_F_DELIM, 4);
NUMBER(DC_F_FORMAT, 5);
NUMBER(DC_F_URL, 6);
NUMBER(DC_F_TITLE, 7);
NUMBER(DC_F_GLYPH, 8);
NUMBER(DC_F_LABEL, 9);
NUMBER(DC_F_ALIGN, 10);
NUMBER(DC_F_WIDTH, 11);
NUMBER(DC_F_ROW_SPAN, 12);
NUMBER(DC_F_COL_SPAN, 13);
NUMBER(DC_F_HEAD_COLUMNS, 14);
NUMBER(DC_F_HEAD_ROW, 15);
NUMBER(DC_F_QUOTE, 16);
NUMBER(DC_F_DISPLAY, 17);
NUMBER(DC_F_CITE_ID, 18);
NUMBER(DC_F_CITE_MODE, 19);
NUMBER(DC_F_CITE_NOTE, 20);
NUMBER(DC_F_CITE_HASH, 21);
NUMBER(DC_F_KEY, 22);
NUMBER(DC_F_TRUE, 23);
NUMBER(DC_F_ORIGIN, 24);
NUMBER(DC_F_CONFIDENCE, 25);

/* status.def */
NUMBER(DC_OK, 0);
NUMBER(DC_E_IO, -1);
NUMBER(DC_E_USAGE, -2);
NUMBER(DC_E_WARNINGS, -3);
NUMBER(DC_E_INTERNAL, -4);
NUMBER(DC_E_TEMPLATE, -5);
NUMBER(DC_E_PARTIAL, -6);
NUMBER(DC_E_EXISTS, -7);
NUMBER(DC_E_LOSS, -8);
NUMBER(DC_E_PLUGIN, -9);
NUMBER(DC_E_LIMIT, -10);
NUMBER(DC_E_ENCRYPTED, -11);
NUMBER(DC_E_READER, -12);
NUMBER(DC_E_WRITER, -13);
NUMBER(DC_E_EXTENSION, -14);
NUMBER(DC_E_NOMEM, -15);
NUMBER(DC_E_ENGINE, -16);
NUMBER(DC_E_XML, -17);
NUMBER(DC_E_NO_ENGINE, -18);
NUMBER(DC_E_SANDBOX, -19);
NUMBER(DC_E_FORMAT, -20);
NUMBER(DC_E_FILTER, -21);
NUMBER(DC_E_UNDECODABLE, -22);
NUMBER(DC_E_CHARSET, -23);
NUMBER(DC_E_BINARY, -24);
NUMBER(DC_E_DATA_FILE, -25);
NUMBER(DC_E_METADATA, -26);
NUMBER(DC_E_RESOURCE, -27);
NUMBER(DC_E_INTERRUPTED, -28);
NUMBER(DC_E_TERMINATED, -29);
