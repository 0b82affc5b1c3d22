/* SPDX-License-Identifier: MIT */
/* The host's named limits, each with its reason. */
#ifndef DCI_RUN_LIMITS_H
#define DCI_RUN_LIMITS_H

/* Bytes of tree: 16 times the largest text we know of, before --max-memory. */
#define DCI_MEMORY_MAX ((uint64_t)16 << 30)

/* Bytes of output: catches a writer that does not end. */
#define DCI_OUTPUT_MAX ((uint64_t)1 << 40)

/* A diagnostic's text on its way from the worker. */
#define DCI_MESSAGE_MAX ((size_t)4096)

/* The longest file name that a worker tells its parent. */
#define DCI_FILE_MAX ((size_t)4096)

/* What a filter may print: this, and so many times what it was given. */
#define DCI_FILTER_OUTPUT_MIN ((uint64_t)256 << 20)
#define DCI_FILTER_GROWTH 16

/* How long a worker that has said its last word may take to end. */
#define DCI_GRACE_MS 2000

#endif
