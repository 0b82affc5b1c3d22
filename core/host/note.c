/* SPDX-License-Identifier: MIT */
/*
 * Finds the docconv note in an ELF file: program headers only, since section
 * headers may have been stripped.  The file is hostile until its manifest is
 * compared with the loaded plugin, so every offset is checked against it.
 */
#include "host/manifest.h"

#include <elf.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "docconv/plugin.h"

/* More program headers than any linker writes. */
#define HEADERS_MAX 64

static int
read_at(int fd, void *buf, size_t len, uint64_t offset)
{
    if (offset > INT64_MAX)
        return 0;
    return pread(fd, buf, len, (off_t)offset) == (ssize_t)len;
}

static uint32_t
align_up(uint32_t size)
{
    return (size + 3u) & ~3u;
}

/* What is looked for, and what takes it: true ends the search. */
struct search {
    uint32_t type;
    bool (*take)(void *user, const char *text, size_t len);
    void *user;
};

/* True if one of our notes in buf was taken. */
static bool
search_notes(const struct search *search, const char *buf, size_t len)
{
    while (len >= sizeof(Elf64_Nhdr)) {
        Elf64_Nhdr note;
        memcpy(&note, buf, sizeof(note));
        if (note.n_namesz > len || note.n_descsz > len)
            return false;
        size_t text = sizeof(note) + align_up(note.n_namesz);
        size_t size = text + align_up(note.n_descsz);
        if (size > len)
            return false;
        if (note.n_type == search->type &&
            note.n_namesz == sizeof(DC_NOTE_OWNER) &&
            memcmp(buf + sizeof(note), DC_NOTE_OWNER, note.n_namesz) == 0 &&
            search->take(search->user, buf + text, note.n_descsz))
            return true;
        buf += size;
        len -= size;
    }
    return false;
}

/* The same in a segment of the file. */
static bool
search_segment(int fd, const Elf64_Phdr *header, const struct search *search,
    struct dci_refusal *refusal)
{
    if (header->p_type != PT_NOTE || header->p_filesz > DCI_MANIFEST_MAX)
        return false;
    size_t len = (size_t)header->p_filesz;
    char *buf = malloc(len + 1);
    bool is_taken = buf && read_at(fd, buf, len, header->p_offset) &&
        search_notes(search, buf, len);
    if (!buf)
        refusal->why = dci_out_of_memory;
    free(buf);
    return is_taken;
}

static bool
search_file(int fd, const struct search *search, struct dci_refusal *refusal)
{
    Elf64_Ehdr elf;
    *refusal =
        (struct dci_refusal){"not a shared object of this machine", 0, ""};
    if (!read_at(fd, &elf, sizeof(elf), 0) ||
        memcmp(elf.e_ident, ELFMAG, SELFMAG) != 0 ||
        elf.e_ident[EI_CLASS] != ELFCLASS64 || elf.e_type != ET_DYN ||
        elf.e_phentsize != sizeof(Elf64_Phdr) || elf.e_phnum > HEADERS_MAX)
        return false;

    refusal->why = "it has no docconv manifest (is DC_PLUGIN used?)";
    for (unsigned i = 0; i < elf.e_phnum; i++) {
        Elf64_Phdr header;
        uint64_t offset = elf.e_phoff + i * sizeof(header);
        if (!read_at(fd, &header, sizeof(header), offset))
            return false;
        bool is_taken = search_segment(fd, &header, search, refusal);
        if (is_taken || refusal->why == dci_out_of_memory)
            return is_taken;
    }
    return false;
}

/* What is to be copied. */
struct copy {
    const char *name; /* of a template; NULL: a manifest */
    char *text;
    bool is_exhausted;
};

static bool
take_text(void *user, const char *text, size_t len)
{
    struct copy *copy = user;
    if (copy->name) {
        size_t name = strnlen(text, len);
        if (name == len || strcmp(text, copy->name) != 0)
            return false;
        text += name + 1;
        len -= name + 1;
    }
    copy->text = strndup(text, len);
    copy->is_exhausted = !copy->text;
    return true;
}

static char *
copy_note(int fd, uint32_t type, const char *name, struct dci_refusal *refusal)
{
    struct copy copy = {name, NULL, false};
    struct search search = {type, take_text, &copy};
    search_file(fd, &search, refusal);
    if (copy.is_exhausted)
        refusal->why = dci_out_of_memory;
    return copy.text;
}

char *
dci_note_read(int fd, struct dci_refusal *refusal)
{
    return copy_note(fd, DC_NOTE_TYPE, NULL, refusal);
}

char *
dci_note_read_template(int fd, const char *name)
{
    struct dci_refusal refusal;
    return copy_note(fd, DC_NOTE_TEMPLATE, name, &refusal);
}
