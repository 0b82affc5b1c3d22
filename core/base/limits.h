/* SPDX-License-Identifier: MIT */
/*
 * The named limits of the core: what no document may exceed, each with its
 * reason.  Limits of time and memory are settings of a conversion and stand
 * in its configuration.
 */
#ifndef DCI_LIMITS_H
#define DCI_LIMITS_H

#include <stdint.h>

enum {
    /*
     * Open nodes; what is deeper is flattened.  The deepest real document in
     * the test material has 60; browsers stop at 512.
     */
    DCI_LIMIT_DEPTH = 512,

    /* The most that may be configured: a cursor holds a path of this length. */
    DCI_LIMIT_DEPTH_MOST = 1024,

    /* Attributes of one node; HTML in the wild stays below 50. */
    DCI_LIMIT_ATTRIBUTES = 4096,

    /*
     * Pinned regions that text may borrow from; text in later ones is copied.
     * They are kept sorted, and moving more at each pin would be quadratic.
     */
    DCI_LIMIT_PINS = 16384,

    /* Bytes of a generated identifier before its "-2": fits on a line. */
    DCI_LIMIT_IDENTIFIER = 60,

    /* Building steps between two polls: about every 5 microseconds. */
    DCI_LIMIT_POLL = 1000
};

/* Nodes of a document; the bit above tells metadata nodes from body nodes. */
#define DCI_LIMIT_NODES UINT32_C(0x7FFF0000)

/* Bytes of one run of text; longer ones are split between characters. */
#define DCI_LIMIT_RUN UINT32_C(0x40000000)

#endif
