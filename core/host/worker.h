/* SPDX-License-Identifier: MIT */
/*
 * What a worker and its parent share: descriptors and messages.  Private to
 * the two.
 *
 *     worker -> parent:  message*, then one RESULT message, then end of file
 *     parent -> worker:  one byte when a FILTER message was obeyed
 */
#ifndef DCI_WORKER_H
#define DCI_WORKER_H

#include "host/conversion.h"

enum {
    MESSAGE_DIAG = 1,
    MESSAGE_RESULT,
    MESSAGE_FILTER,
    MESSAGE_MEDIUM /* its path follows; at `pos`, `line` bytes long */
};

/*
 * The descriptors of a worker.  Without filters those from REPLY_FD on are
 * nothing; behind them come the folders of the conversion.
 */
enum {
    INPUT_FD = 3,
    OUTPUT_FD,
    REPORT_FD,
    REPLY_FD,
    SPOOL_FD,
    SECOND_SPOOL_FD,
    MEDIA_SPOOL_FD,
    FIRST_FOLDER_FD
};

/* Both ends of what parent and worker say to each other. */
struct channel {
    int report[2]; /* a pipe: the parent reads, the worker writes */
    int reply[2]; /* a socket, so that a dead worker sends no SIGPIPE; or -1 */
};

struct message {
    uint32_t what;
    uint32_t severity;
    int32_t status;
    uint32_t rule_len;
    uint32_t text_len;
    uint32_t filter; /* the number of the one to run */
    uint32_t file_len; /* 0: the input's own name */
    uint32_t reserved;
    uint64_t pos;
    uint64_t line;
    uint64_t column;
    uint64_t counts[DC_DIAG_ERROR + 1];
};

/* The life of a worker, in the child of a fork. */
_Noreturn void dci_worker_run(dc_conversion *conversion, int input_fd,
    const struct channel *channel, volatile uint32_t *actor);

#endif
