/* SPDX-License-Identifier: MIT */
/*
 * Finds the docconv note in an ELF file: program headers only, since section
 * headers may have been stripped.  The file is hostile until its manifest is
 * compared with the loaded plugin, so every offset is checked against it.
 */
#include "host/manifest.h"

#include <elf.h>
#include <errno.h>
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

/* The text of our note among the notes in buf, or NULL. */
static char *
copy_note_text(const char *buf, size_t len)
{
    while (len >= sizeof(Elf64_Nhdr)) {
        Elf64_Nhdr note;
        memcpy(&note, buf, sizeof(note));
        if (note.n_namesz > len || note.n_descsz > len)
            return NULL;
        size_t text = sizeof(note) + align_up(note.n_namesz);
        size_t size = text + align_up(note.n_descsz);
        if (size > len)
            return NULL;
        if (note.n_type == DC_NOTE_TYPE &&
            note.n_namesz == sizeof(DC_NOTE_OWNER) &&
            memcmp(buf + sizeof(note), DC_NOTE_OWNER, note.n_namesz) == 0)
            return strndup(buf + text, note.n_descsz);
        buf += size;
        len -= size;
    }
    return NULL;
}

/* The text of our note in a segment of notes; yours, NULL if there is none. */
static char *
read_note_segment(int fd, const Elf64_Phdr *header, struct dci_refusal *refusal)
{
    if (header->p_type != PT_NOTE || header->p_filesz > DCI_MANIFEST_MAX)
        return NULL;
    size_t len = (size_t)header->p_filesz;
    char *buf = malloc(len + 1);
    char *text = NULL;
    errno = 0;
    if (buf && read_at(fd, buf, len, header->p_offset))
        text = copy_note_text(buf, len);
    if (!buf || (!text && errno == ENOMEM))
        refusal->why = dci_out_of_memory;
    free(buf);
    return text;
}

char *
dci_note_read(int fd, struct dci_refusal *refusal)
{
    Elf64_Ehdr elf;
    *refusal =
        (struct dci_refusal){"not a shared object of this machine", 0, ""};
    if (!read_at(fd, &elf, sizeof(elf), 0) ||
        memcmp(elf.e_ident, ELFMAG, SELFMAG) != 0 ||
        elf.e_ident[EI_CLASS] != ELFCLASS64 || elf.e_type != ET_DYN ||
        elf.e_phentsize != sizeof(Elf64_Phdr) || elf.e_phnum > HEADERS_MAX)
        return NULL;

    refusal->why = "it has no docconv manifest (is DC_PLUGIN used?)";
    for (unsigned i = 0; i < elf.e_phnum; i++) {
        Elf64_Phdr header;
        uint64_t offset = elf.e_phoff + i * sizeof(header);
        if (!read_at(fd, &header, sizeof(header), offset))
            return NULL;
        char *text = read_note_segment(fd, &header, refusal);
        if (text || refusal->why == dci_out_of_memory)
            return text;
    }
    return NULL;
}
