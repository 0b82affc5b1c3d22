/* SPDX-License-Identifier: MIT */
/* A buffered descriptor; large writes pass the buffer by. */
#include "io/sink.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE ((size_t)256 * 1024)

void
dci_sink_init(struct dci_sink *sink, int fd, uint64_t max)
{
    *sink = (struct dci_sink){.fd = fd, .max = max};
}

static int32_t
fail(struct dci_sink *sink, int32_t status)
{
    if (sink->status == DC_OK)
        sink->status = status;
    return sink->status;
}

static int32_t
write_out(struct dci_sink *sink, const char *data, size_t len)
{
    while (len && sink->status == DC_OK) {
        ssize_t n = write(sink->fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            sink->error = n < 0 ? errno : EIO;
            return fail(sink, DC_E_IO);
        }
        data += n;
        len -= (size_t)n;
    }
    return sink->status;
}

int32_t
dci_sink_flush(struct dci_sink *sink)
{
    size_t len = sink->len;
    sink->len = 0;
    return write_out(sink, sink->buf, len);
}

/* Makes the buffer hold `min` more bytes. */
static int32_t
make_room(struct dci_sink *sink, size_t min)
{
    if (sink->cap - sink->len >= min)
        return sink->status;
    if (dci_sink_flush(sink) != DC_OK || sink->cap >= min)
        return sink->status;
    size_t cap = min > BUFFER_SIZE ? min : BUFFER_SIZE;
    char *buf = realloc(sink->buf, cap);
    if (!buf)
        return fail(sink, DC_E_NOMEM);
    sink->buf = buf;
    sink->cap = cap;
    return sink->status;
}

static int32_t
count(struct dci_sink *sink, size_t len)
{
    sink->total += len;
    return sink->total > sink->max ? fail(sink, DC_E_LIMIT) : sink->status;
}

int32_t
dci_sink_write(struct dci_sink *sink, const void *data, size_t len)
{
    if (sink->status != DC_OK || count(sink, len) != DC_OK || len == 0)
        return sink->status;
    if (len >= BUFFER_SIZE) {
        if (dci_sink_flush(sink) != DC_OK)
            return sink->status;
        return write_out(sink, data, len);
    }
    if (make_room(sink, len) != DC_OK)
        return sink->status;
    memcpy(sink->buf + sink->len, data, len);
    sink->len += len;
    return sink->status;
}

char *
dci_sink_reserve(struct dci_sink *sink, size_t min, size_t *room)
{
    *room = 0;
    if (min > DCI_SINK_RESERVE_MAX)
        fail(sink, DC_E_LIMIT);
    if (sink->status != DC_OK || make_room(sink, min ? min : 1) != DC_OK)
        return NULL;
    *room = sink->cap - sink->len;
    return sink->buf + sink->len;
}

int32_t
dci_sink_commit(struct dci_sink *sink, size_t len)
{
    if (sink->status != DC_OK)
        return sink->status;
    if (len > sink->cap - sink->len)
        return fail(sink, DC_E_PLUGIN);
    sink->len += len;
    return count(sink, len);
}

void
dci_sink_fini(struct dci_sink *sink)
{
    free(sink->buf);
    sink->buf = NULL;
    sink->len = sink->cap = 0;
}
