/* SPDX-License-Identifier: MIT */
/*
 * Other names for the media that a document names.  The nodes of a store lie
 * one behind the other, so this is one pass over each, without a walk.
 */
#include <string.h>

#include "doc/document.h"

/* A dci_rename and what it is handed. */
struct renamer {
    struct dci_doc *doc;
    dci_rename rename;
    void *user;
};

/*
 * True for an attribute that may name files: what is not HTML's own, and
 * those of HTML that do.
 */
static bool
may_name(dc_str key)
{
    static const char *const keys[] = {"src", "href", "poster"};
    if (key.len > 5 && memcmp(key.ptr, "data-", 5) == 0)
        return true;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strlen(keys[i]) == key.len &&
            memcmp(keys[i], key.ptr, key.len) == 0)
            return true;
    return false;
}

static void
rename_prop(
    const struct renamer *self, struct dci_prop *prop, enum dci_naming naming)
{
    dc_str now;
    dc_str old = {prop->text, prop->len};
    if (!self->rename(self->user, naming, old, &now) || now.len > UINT32_MAX)
        return;
    prop->text = now.ptr;
    prop->len = (uint32_t)now.len;
}

/* One field or attribute of a node. */
static void
visit_prop(const struct renamer *self, uint8_t kind, struct dci_prop *prop)
{
    uint32_t key = prop->key & ~DCI_PROP_LAST;
    if (key == DC_F_URL && (kind == DC_IMAGE || kind == DC_LINK))
        rename_prop(
            self, prop, kind == DC_IMAGE ? DCI_NAMING_IMAGE : DCI_NAMING_LINK);
    else if (key >= DCI_KEY_FIRST &&
        may_name(self->doc->keys.entries[key - DCI_KEY_FIRST].key))
        rename_prop(self, prop, DCI_NAMING_WORDS);
}

/* A run that is all of a plain string. */
static void
visit_run(const struct renamer *self, struct dci_node *run)
{
    dc_str now;
    dc_str old = {run->text, run->size};
    if (!self->rename(self->user, DCI_NAMING_WORDS, old, &now) ||
        now.len > DCI_LIMIT_RUN)
        return;
    run->text = now.ptr;
    run->size = (uint32_t)now.len;
}

static void
visit_store(const struct renamer *self, const struct dci_store *store)
{
    for (uint32_t i = 1; i < store->nodes.count; i++) {
        const struct dci_node *node = dci_node_at(store, i);
        if (node->kind == DC_TEXT)
            continue;
        if (node->kind == DC_META_STRING && dci_node_end(node, i) == i + 2 &&
            dci_node_at(store, i + 1)->kind == DC_TEXT)
            visit_run(self, dci_node_at(store, i + 1));
        for (uint32_t at = node->props; at; at++) {
            struct dci_prop *prop = dci_prop_at(store, at);
            bool is_last = prop->key & DCI_PROP_LAST;
            visit_prop(self, node->kind, prop);
            if (is_last)
                break;
        }
    }
}

void
dci_doc_rename(struct dci_doc *doc, dci_rename rename, void *user)
{
    const struct renamer self = {doc, rename, user};
    for (size_t i = 0; i < DCI_STORE_COUNT; i++)
        visit_store(&self, &doc->stores[i]);
}
