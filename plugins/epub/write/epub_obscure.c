/* SPDX-License-Identifier: MIT */
/*
 * Fonts that the source kept from being taken out: they are veiled again, with
 * the identifier of this book, and META-INF/encryption.xml names them (EPUB
 * 3.3, section 4.3).  The identifier is known when all else is written, so
 * these fonts go into the package last.
 */
#include "base/epub_idpf.h"
#include "write/epub_obscure.h"

void
epub_find_veiled(struct epub *epub)
{
    struct epub_values values = epub_meta_values(epub, "epub-obfuscated");
    uint32_t value;
    while ((value = epub_values_next(epub, &values))) {
        dc_str address = epub_meta_value(epub, value);
        if (address.len && !epub_map_lookup(&epub->veiled, address) &&
            !epub_map_insert(&epub->veiled, address, 1))
            epub_no_memory(epub);
    }
}

bool
epub_is_veiled(const struct epub *epub, dc_str address)
{
    return epub_map_lookup(&epub->veiled, address) != NULL;
}

static void
write_font(struct epub *epub, const struct epub_asset *font,
    const struct epub_idpf_key *key)
{
    size_t len = (size_t)font->media.len;
    unsigned char *copy = dc_alloc(epub->job, len);
    if (!copy)
        return;
    memcpy(copy, font->media.data, len);
    epub_idpf_mix(key, copy, len);
    epub_add_file(epub, font->name, copy, len, font->method);
}

static void
put_entry(struct epub_buf *xml, dc_str name)
{
    epub_puts(xml,
        "<enc:EncryptedData>\n"
        "<enc:EncryptionMethod Algorithm=\"" EPUB_IDPF_ALGORITHM "\"/>\n"
        "<enc:CipherData>\n"
        "<enc:CipherReference URI=\"EPUB/");
    epub_put_str(xml, name);
    epub_puts(xml,
        "\"/>\n"
        "</enc:CipherData>\n"
        "</enc:EncryptedData>\n");
}

void
epub_write_veiled(struct epub *epub)
{
    struct epub_buf xml = {0};
    struct epub_idpf_key key;
    size_t count = 0;
    if (!epub_idpf_make(epub->identifier, &key))
        epub_no_memory(epub);
    epub_puts(&xml,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<encryption xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" "
        "xmlns:enc=\"http://www.w3.org/2001/04/xmlenc#\">\n");
    for (size_t i = 0; i < epub->assets.count; i++) {
        const struct epub_asset *asset = epub_asset_at(epub, i);
        if (!asset->is_veiled)
            continue;
        write_font(epub, asset, &key);
        put_entry(&xml, asset->name);
        count++;
    }
    epub_puts(&xml, "</encryption>\n");
    if (count)
        epub_add_meta_file(
            epub, (dc_str)DC_STR("META-INF/encryption.xml"), &xml);
    epub_buf_done(epub, &xml);
}
