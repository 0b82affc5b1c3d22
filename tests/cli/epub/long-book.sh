# SPDX-License-Identifier: MIT
# A book that is too long to be held at once is read as a short one is: what
# contents and page list say of its files is written into those, too, that are
# inflated again.
python3 - <<'EOT'
import zipfile

FILES = 6
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
END = '<p id="end">The <i>last</i> part</p><p id="p77">Behind. <a href="c0.xhtml#x">Up</a></p>'


def write(path, filler):
    numbers = range(FILES)
    items = "".join(f'<item id="c{i}" href="c{i}.xhtml" media-type="application/xhtml+xml"/>'
                    for i in numbers)
    toc = "".join(f'<li><a href="c{i}.xhtml">File {i}</a><ol><li>'
                  f'<a href="c{i}.xhtml#end">The last part</a></li></ol></li>' for i in numbers)
    pages = "".join(f'<li><a href="c{i}.xhtml#p77">{i}</a></li>' for i in numbers)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", '<container version="1.0" xmlns="urn:oasis:names:'
                      'tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="p.opf" '
                      'media-type="application/oebps-package+xml"/></rootfiles></container>')
        book.writestr("p.opf", '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
                      'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title></metadata>'
                      '<manifest><item id="n" href="n.xhtml" properties="nav" '
                      f'media-type="application/xhtml+xml"/>{items}</manifest><spine>' +
                      "".join(f'<itemref idref="c{i}"/>' for i in numbers) + "</spine></package>")
        book.writestr("n.xhtml", f'{XHTML}<body><nav epub:type="toc"><ol>{toc}</ol></nav>'
                      f'<nav epub:type="page-list"><ol>{pages}</ol></nav></body></html>')
        for i in numbers:
            book.writestr(f"c{i}.xhtml", f'{XHTML}<head><title>x</title></head><body>'
                          f'<h1 id="x">File {i}</h1>{END}<!--{filler}--></body></html>')


write("short.epub", "")
write("long.epub", "words " * 1_000_000)
EOT
docconv -q -i epub -o tree -O short.tree short.epub
docconv -q -i epub -o tree -O long.tree long.epub
assert_same short.tree long.tree
[ "$(grep -c 'page-break label' long.tree)" = 6 ] || fail "pages: $(cat long.tree)"
[ "$(grep -c 'heading level=2' long.tree)" = 6 ] || fail "headings: $(cat long.tree)"
