/* SPDX-License-Identifier: MIT */
/*
 * Writes the decoding tables to standard output as C source.
 *
 * Runs on the build machine only: it asks the C library's iconv what every
 * byte, pair of bytes and four-byte sequence means. The decoders themselves
 * never call iconv, which opens files at run time and so cannot work once
 * the converter has locked itself in.
 */
#include "tables.h"

#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The most code points that one probed sequence may give. */
#define MAX_CODES 4

struct probe {
    iconv_t converter;
    size_t count; /* code points the last sequence gave, 0 = not assigned */
    uint32_t codes[MAX_CODES];
};

static void
probe_open(struct probe *probe, const char *name)
{
    probe->converter = iconv_open("UTF-32BE", name);
    if (probe->converter == (iconv_t)-1) {
        fprintf(stderr, "mktables: iconv does not know %s\n", name);
        exit(EXIT_FAILURE);
    }
}

/* Decodes one whole sequence; true if it is complete and assigned. */
static bool
probe_bytes(struct probe *probe, const uint8_t *bytes, size_t len)
{
    char in[8];
    unsigned char out[MAX_CODES * 4];
    char *from = in;
    char *to = (char *)out;
    size_t from_left = len;
    size_t to_left = sizeof out;

    memcpy(in, bytes, len);
    probe->count = 0;
    iconv(probe->converter, NULL, NULL, NULL, NULL);
    if (iconv(probe->converter, &from, &from_left, &to, &to_left) ==
            (size_t)-1 ||
        iconv(probe->converter, NULL, NULL, &to, &to_left) == (size_t)-1)
        return false;
    probe->count = (sizeof out - to_left) / 4;
    for (size_t i = 0; i < probe->count; i++) {
        const unsigned char *at = out + i * 4;
        probe->codes[i] = (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    }
    return probe->count > 0;
}

static uint32_t
probe_code(struct probe *probe, const uint8_t *bytes, size_t len)
{
    if (!probe_bytes(probe, bytes, len) || probe->count != 1)
        return DCI_NO_CODE;
    return probe->codes[0];
}

/* Pairs are composed characters of the scripts that need them. Hebrew
 * presentation forms, which iconv composes too, are left apart: Unicode's
 * normal form takes them apart again. */
static bool
is_pair(uint32_t pair, uint32_t first, uint32_t second)
{
    return pair != DCI_NO_CODE && pair < 0xFB00 && pair != first &&
        pair != second;
}

static void
write_pairs(struct probe *probe, const char *id, const uint32_t cells[256])
{
    size_t count = 0;

    printf("static const struct dci_pair pairs_%s[] = {\n", id);
    for (unsigned first = 0x20; first < 256; first++) {
        for (unsigned second = 0x20; second < 256; second++) {
            uint8_t bytes[2] = {(uint8_t)first, (uint8_t)second};
            uint32_t code;

            if (first < 0x80 && second < 0x80)
                continue;
            code = probe_code(probe, bytes, 2);
            if (!is_pair(code, cells[first], cells[second]))
                continue;
            printf("{%u,%u,%u},\n", first, second, (unsigned)code);
            count++;
        }
    }
    /* A last row that no byte matches keeps an empty table legal C. */
    printf("{0,0,0}};\nenum { pair_count_%s = %zu };\n", id, count);
}

static void
write_single(const char *id, const char *name)
{
    struct probe probe;
    uint32_t cells[256];

    probe_open(&probe, name);
    printf("static const uint16_t cells_%s[256] = {\n", id);
    for (unsigned byte = 0; byte < 256; byte++) {
        uint8_t value = (uint8_t)byte;
        cells[byte] = probe_code(&probe, &value, 1);
        printf("%u,%s", (unsigned)cells[byte], byte % 16 == 15 ? "\n" : "");
    }
    printf("};\n");
    write_pairs(&probe, id, cells);
    printf("static const struct dci_single single_%s = {\n"
           "cells_%s, pairs_%s, pair_count_%s };\n",
        id, id, id, id);
    iconv_close(probe.converter);
}

/* What a grid is made from: the two bytes follow the prefix. What the first
 * set leaves open is taken from the second. */
struct grid_source {
    const char *id;
    const char *names[2];
    uint8_t prefix[2];
    uint8_t prefix_len;
    uint8_t first_lead;
    uint8_t last_lead;
    uint8_t first_trail;
    uint8_t last_trail;
};

/* Assigned, and not for private use, into which some sets map their gaps. */
static bool
is_public(uint32_t code)
{
    return code != DCI_NO_CODE && (code < 0xE000 || code > 0xF8FF);
}

static uint32_t
grid_code(struct probe probes[2], const struct grid_source *source,
    unsigned lead, unsigned trail)
{
    uint8_t bytes[4];
    size_t len = source->prefix_len;

    memcpy(bytes, source->prefix, len);
    bytes[len] = (uint8_t)lead;
    bytes[len + 1] = (uint8_t)trail;
    uint32_t code = probe_code(&probes[0], bytes, len + 2);
    return is_public(code) ? code : probe_code(&probes[1], bytes, len + 2);
}

/* Returns whether any cell lies outside the basic plane. */
static bool
write_cells(
    struct probe probes[2], const struct grid_source *source, bool is_plane)
{
    bool is_wide = false;

    printf("static const uint%d_t %s_%s[] = {\n", is_plane ? 8 : 16,
        is_plane ? "plane" : "cells", source->id);
    for (unsigned lead = source->first_lead; lead <= source->last_lead;
         lead++) {
        for (unsigned trail = source->first_trail; trail <= source->last_trail;
             trail++) {
            uint32_t code = grid_code(probes, source, lead, trail);
            is_wide = is_wide || code > 0xFFFF;
            printf("%u,", (unsigned)(is_plane ? code >> 16 : code & 0xFFFF));
        }
        printf("\n");
    }
    printf("};\n");
    return is_wide;
}

static void
write_grid(const struct grid_source *source)
{
    struct probe probes[2];

    for (int i = 0; i < 2; i++)
        probe_open(&probes[i], source->names[i]);
    bool is_wide = write_cells(probes, source, false);
    if (is_wide)
        write_cells(probes, source, true);
    printf("#define GRID_%s { %u, %u, %u, %u, cells_%s, %s%s }\n", source->id,
        source->first_lead, source->last_lead, source->first_trail,
        source->last_trail, source->id, is_wide ? "plane_" : "NULL",
        is_wide ? source->id : "");
    for (int i = 0; i < 2; i++)
        iconv_close(probes[i].converter);
}

static void
write_gb_runs(void)
{
    /* The four-byte area of the basic plane ends at 84 31 A4 39. */
    const uint32_t end = 39420;
    struct probe probe;
    uint32_t expected = 0;
    size_t count = 0;

    probe_open(&probe, "GB18030");
    printf("const struct dci_gb_run dci_gb_runs[] = {\n");
    for (uint32_t index = 0; index < end; index++) {
        uint8_t bytes[4] = {(uint8_t)(0x81 + index / 12600),
            (uint8_t)(0x30 + index / 1260 % 10),
            (uint8_t)(0x81 + index / 10 % 126), (uint8_t)(0x30 + index % 10)};
        uint32_t code = probe_code(&probe, bytes, 4);
        uint32_t next = code == DCI_NO_CODE ? DCI_NO_CODE : code + 1;

        if (code != expected || index == 0) {
            printf("{%u,%u},\n", (unsigned)index, (unsigned)code);
            count++;
        }
        expected = next;
    }
    printf("{%u,%u}};\nconst size_t dci_gb_run_count = %zu;\n", (unsigned)end,
        DCI_NO_CODE, count + 1);
    iconv_close(probe.converter);
}

/* EUC-TW names a plane of CNS 11643 by a prefix; planes 8 to 14 are empty. */
static void
write_cns(void)
{
    for (unsigned plane = 1; plane <= DCI_CNS_PLANES; plane++) {
        char id[8];
        snprintf(id, sizeof id, "cns%u", plane);
        struct grid_source source = {id, {"EUC-TW", "EUC-TW"},
            {0x8E, (uint8_t)(0xA0 + plane)}, 2, 0xA1, 0xFE, 0xA1, 0xFE};
        if (plane <= 7 || plane == 15)
            write_grid(&source);
        else
            printf("#define GRID_%s { 1, 0, 1, 0, NULL, NULL }\n", id);
    }
    printf("const struct dci_grid dci_grid_cns[DCI_CNS_PLANES] = {\n");
    for (unsigned plane = 1; plane <= DCI_CNS_PLANES; plane++)
        printf("GRID_cns%u,\n", plane);
    printf("};\n");
}

/* Real Big5 is Taiwan's set with Hong Kong's in its gaps; Korean files have
 * both what Windows added and what the standard added later. */
static const struct grid_source grids[] = {
    {"gbk", {"GB18030", "GB18030"}, {0, 0}, 0, 0x81, 0xFE, 0x40, 0xFE},
    {"big5", {"BIG5", "BIG5-HKSCS"}, {0, 0}, 0, 0x87, 0xFE, 0x40, 0xFE},
    {"uhc", {"UHC", "EUC-KR"}, {0, 0}, 0, 0x81, 0xFE, 0x41, 0xFE},
    {"jis0208", {"CP932", "CP932"}, {0, 0}, 0, 0x81, 0xFC, 0x40, 0xFC},
    {"jis0212", {"EUC-JP", "EUC-JP"}, {0x8F, 0}, 1, 0xA1, 0xFE, 0xA1, 0xFE},
};

int
main(void)
{
    printf("/* Written by mktables; do not edit. */\n");
#define SINGLE(id, name, source, labels) write_single(#id, source);
#define CODED(id, name, kind, labels)
#include "charsets.def"
#undef SINGLE
#undef CODED
    for (size_t i = 0; i < sizeof grids / sizeof grids[0]; i++) {
        write_grid(&grids[i]);
        printf("const struct dci_grid dci_grid_%s = GRID_%s;\n", grids[i].id,
            grids[i].id);
    }
    write_cns();
    write_gb_runs();
    if (fflush(stdout) != 0 || ferror(stdout))
        return EXIT_FAILURE;
    return EXIT_SUCCESS;
}
