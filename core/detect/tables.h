/* SPDX-License-Identifier: MIT */
/*
 * The shapes of the decoding tables: written by mktables.c at build time,
 * read by the decoders. Tables hold Unicode code points, DCI_NO_CODE where
 * the set assigns nothing.
 */
#ifndef DCI_DETECT_TABLES_H
#define DCI_DETECT_TABLES_H

#include <stddef.h>
#include <stdint.h>

/* U+FFFF is a noncharacter, which no character set maps to. */
#define DCI_NO_CODE 0xFFFFu

/* Two bytes that make one character: letter and tone mark (windows-1258,
 * TCVN) or accent and letter (T.61, ISO 6937). */
struct dci_pair {
    uint8_t first;
    uint8_t second;
    uint16_t code;
};

/* A set of one byte a character; pairs are sorted by first, then second. */
struct dci_single {
    const uint16_t *cells; /* 256 */
    const struct dci_pair *pairs;
    size_t pair_count;
};

/* A rectangle of two-byte characters, row by row. Where plane is not NULL
 * it holds the Unicode plane of each cell. */
struct dci_grid {
    uint8_t first_lead;
    uint8_t last_lead;
    uint8_t first_trail;
    uint8_t last_trail;
    const uint16_t *cells;
    const uint8_t *plane;
};

/* From this GB18030 four-byte index on, code points run in step until the
 * next entry's index. */
struct dci_gb_run {
    uint32_t index;
    uint32_t code;
};

/* The planes of CNS 11643 that EUC-TW can reach. */
#define DCI_CNS_PLANES 15

/* The grids by name; row and cell numbers are those of the lead and trail
 * bytes given to the generator. */
extern const struct dci_grid dci_grid_gbk;
extern const struct dci_grid dci_grid_big5;
extern const struct dci_grid dci_grid_uhc;
extern const struct dci_grid dci_grid_jis0208; /* in Shift_JIS bytes */
extern const struct dci_grid dci_grid_jis0212;
extern const struct dci_grid dci_grid_cns[DCI_CNS_PLANES];
extern const struct dci_gb_run dci_gb_runs[];
extern const size_t dci_gb_run_count;

/* The code point at lead and trail, or DCI_NO_CODE. */
static inline uint32_t
dci_grid_code(const struct dci_grid *grid, unsigned lead, unsigned trail)
{
    if (lead < grid->first_lead || lead > grid->last_lead ||
        trail < grid->first_trail || trail > grid->last_trail)
        return DCI_NO_CODE;
    unsigned width = grid->last_trail - grid->first_trail + 1u;
    size_t cell =
        (size_t)(lead - grid->first_lead) * width + (trail - grid->first_trail);
    uint32_t plane = grid->plane ? grid->plane[cell] : 0u;
    return plane << 16 | grid->cells[cell];
}

#endif
