/* SPDX-License-Identifier: MIT */
/*
 * Growing lists (cli_list.h), and the one place where the command runs out
 * of memory.
 */
#include "cli_list.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "docconv/docconv.h"

/* write(2) alone: nothing here may need memory. */
static _Noreturn void
end_without_memory(void)
{
    static const char message[] = "docconv: error: out of memory [memory]\n";

    if (write(STDERR_FILENO, message, sizeof(message) - 1) < 0)
        _exit(dc_status_exit_code(DC_E_IO));
    _exit(dc_status_exit_code(DC_E_NOMEM));
}

static void *
resize(void *ptr, size_t size)
{
    void *grown = realloc(ptr, size > 0 ? size : 1);

    if (grown == NULL)
        end_without_memory();
    return grown;
}

void *
cli_alloc(size_t size)
{
    return resize(NULL, size);
}

static struct cli_entry *
append(struct cli_list *list)
{
    if (list->count == list->room) {
        size_t room = list->room > 0 ? list->room * 2 : 8;

        if (room > SIZE_MAX / sizeof(*list->items))
            end_without_memory();
        list->items = resize(list->items, room * sizeof(*list->items));
        list->room = room;
    }
    return &list->items[list->count++];
}

void
cli_list_add(struct cli_list *list, const char *name)
{
    struct cli_entry *entry = append(list);

    entry->name = name;
    entry->value = NULL;
    entry->copy = NULL;
    entry->is_text = false;
}

struct cli_entry *
cli_list_add_pair(struct cli_list *list, const char *name, size_t name_len,
    const char *value, size_t value_len)
{
    struct cli_entry *entry = append(list);

    if (name_len > SIZE_MAX - 2 || value_len > SIZE_MAX - 2 - name_len)
        end_without_memory();
    entry->copy = cli_alloc(name_len + value_len + 2);
    memcpy(entry->copy, name, name_len);
    entry->copy[name_len] = '\0';
    entry->name = entry->copy;
    entry->value = NULL;
    entry->is_text = false;
    if (value == NULL)
        return entry;
    memcpy(entry->copy + name_len + 1, value, value_len);
    entry->copy[name_len + 1 + value_len] = '\0';
    entry->value = entry->copy + name_len + 1;
    return entry;
}

void
cli_list_cut(struct cli_list *list, size_t count)
{
    while (list->count > count)
        free(list->items[--list->count].copy);
}

void
cli_list_fini(struct cli_list *list)
{
    cli_list_cut(list, 0);
    free(list->items);
    *list = (struct cli_list){0};
}
