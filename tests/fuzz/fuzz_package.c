/* SPDX-License-Identifier: MIT */
/*
 * Fuzzes a reader of packages: the input is the files in it, one after the
 * other, each behind a line "%%%% NAME", which are put into a zip archive as
 * they are, with right checksums.  So what is mutated is what the files say.
 */
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz_run.h"

static const char mark[] = "%%%% ";

enum {
    MARK_LEN = sizeof mark - 1,
    NAME_MAX_LEN = 200,
    FILE_MAX = 64,
    LOCAL_LEN = 30,
    CENTRAL_LEN = 46,
    END_LEN = 22
};

struct file {
    const uint8_t *name;
    size_t name_len;
    const uint8_t *data;
    size_t len;
    size_t at; /* of its record in the archive */
};

static uint8_t *
put(uint8_t *out, uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        *out++ = (uint8_t)(value >> (8 * i));
    return out;
}

static uint8_t *
put_bytes(uint8_t *out, const uint8_t *data, size_t len)
{
    if (len)
        memcpy(out, data, len);
    return out + len;
}

/* What local and central record say alike (APPNOTE 4.3.7, 4.3.12). */
static uint8_t *
put_facts(uint8_t *out, const struct file *file)
{
    out = put(out, 20, 2);
    out = put(out, 0x800, 2);
    out = put(out, 0, 2);
    out = put(out, 0x210000, 4);
    out = put(out, libdeflate_crc32(0, file->data, file->len), 4);
    out = put(out, file->len, 4);
    out = put(out, file->len, 4);
    out = put(out, file->name_len, 2);
    return put(out, 0, 2);
}

static uint8_t *
put_archive(uint8_t *out, struct file *files, size_t count)
{
    uint8_t *start = out;
    for (size_t i = 0; i < count; i++) {
        files[i].at = (size_t)(out - start);
        out = put_facts(put(out, 0x04034b50, 4), &files[i]);
        out = put_bytes(out, files[i].name, files[i].name_len);
        out = put_bytes(out, files[i].data, files[i].len);
    }
    size_t directory = (size_t)(out - start);
    for (size_t i = 0; i < count; i++) {
        out = put_facts(put(put(out, 0x02014b50, 4), 20, 2), &files[i]);
        out = put(put(out, 0, 8), 0, 2);
        out = put(out, files[i].at, 4);
        out = put_bytes(out, files[i].name, files[i].name_len);
    }
    size_t end = (size_t)(out - start);
    out = put(put(out, 0x06054b50, 4), 0, 4);
    out = put(put(out, count, 2), count, 2);
    out = put(put(out, end - directory, 4), directory, 4);
    return put(out, 0, 2);
}

/* The next mark at the beginning of a line, or the end. */
static const uint8_t *
next_mark(const uint8_t *at, const uint8_t *start, const uint8_t *end)
{
    for (; at < end; at++)
        if ((at == start || at[-1] == '\n') && (size_t)(end - at) >= MARK_LEN &&
            !memcmp(at, mark, MARK_LEN))
            return at;
    return end;
}

static size_t
find_files(const uint8_t *data, size_t size, struct file *files)
{
    const uint8_t *end = data + size;
    const uint8_t *at = next_mark(data, data, end);
    size_t count = 0;
    while (at < end && count < FILE_MAX) {
        const uint8_t *name = at + MARK_LEN;
        const uint8_t *line = memchr(name, '\n', (size_t)(end - name));
        if (!line || line - name > NAME_MAX_LEN)
            break;
        at = next_mark(line + 1, data, end);
        files[count++] = (struct file){
            name, (size_t)(line - name), line + 1, (size_t)(at - line - 1), 0};
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct file files[FILE_MAX];
    size_t count = find_files(data, size, files);
    size_t room = 2 * size + END_LEN +
        count * (LOCAL_LEN + CENTRAL_LEN + (size_t)NAME_MAX_LEN);
    uint8_t *archive = malloc(room);
    if (!archive)
        return 0;
    uint8_t *end = put_archive(archive, files, count);
    fuzz_run(archive, (size_t)(end - archive));
    free(archive);
    return 0;
}
