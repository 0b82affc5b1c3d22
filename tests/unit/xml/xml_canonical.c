/* SPDX-License-Identifier: MIT */
/*
 * usage: xml_canonical FILE...
 * For each file one line: its status, the rule and message of the fault; the
 * canonical form goes to FILE.canonical.
 */
#include <stdio.h>
#include <stdlib.h>

#include "xml_print.h"

static char *
load(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    struct dci_buf buf;
    dci_buf_init(&buf, 0);
    char piece[65536];
    size_t got;
    while (file && (got = fread(piece, 1, sizeof piece, file)) != 0)
        dci_buf_put(&buf, piece, got);
    if (file)
        fclose(file);
    *len = buf.len;
    dci_buf_put(&buf, "", 0);
    return buf.data;
}

static int
save(const char *path, const struct dci_buf *out)
{
    char name[4096];
    snprintf(name, sizeof name, "%s.canonical", path);
    FILE *file = fopen(name, "wb");
    size_t done = file && out->len ? fwrite(out->data, 1, out->len, file) : 0;
    return file && fclose(file) == 0 && done == out->len;
}

int
main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct xml_print print = {.has_comments = false};
        size_t len = 0;
        char *text = load(argv[i], &len);
        dc_str all = {text ? text : "", len};
        int32_t status = xml_print(&print, all);
        printf("%d %s %s\n", (int)status,
            status && print.fault.rule ? print.fault.rule : "-",
            status ? print.fault.message : "");
        if (!save(argv[i], &print.out))
            return 1;
        dci_buf_fini(&print.out);
        free(text);
    }
    return 0;
}
