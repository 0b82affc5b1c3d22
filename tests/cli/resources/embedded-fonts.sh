# SPDX-License-Identifier: MIT
# --epub-embed-font: each font is in the book once, under a rule that says what
# it is; the first that no sheet of --css takes is that of the text.
python3 - <<'END'
import struct

def font(path, family, weight, selection, kind=0, head=b"\0\1\0\0"):
    text = family.encode("utf-16-be")
    name = struct.pack(">9H", 0, 1, 18, 3, 1, 0x409, 1, len(text), 0) + text
    os2 = struct.pack(">5H", 4, 500, weight, 5, kind).ljust(62, b"\0")
    os2 += struct.pack(">8H", selection, 0, 0, 0, 0, 0, 0, 0)
    at = 12 + 2 * 16
    data = head + struct.pack(">4H", 2, 0, 0, 0)
    data += b"OS/2" + struct.pack(">3I", 0, at, len(os2))
    data += b"name" + struct.pack(">3I", 0, at + len(os2), len(name))
    open(path, "wb").write(data + os2 + name)

font("Serif.ttf", 'My "Serif"', 400, 0x40)
font("bold italic.dat", 'My "Serif"', 700, 0x21, head=b"OTTO")
font("locked.ttf", "Locked", 400, 0x40, 2)
open("Wide-BoldItalic.woff2", "wb").write(b"wOF2\0\1\0\0\0\0\0\x0c")
# A WOFF of one table, which is empty.
woff = b"wOFF\0\1\0\0\0\0\0\x40\0\1".ljust(64, b"\0")
open("Plain-Light.woff", "wb").write(woff)
END
cp Serif.ttf copy.ttf
printf '<title>T</title><h1>A</h1><p>text<h1>B</h1><p>more' >in.html
make() { # FORMAT OPTION...
    format=$1
    shift
    rm -rf book book.epub
    docconv -o "$format" -O book.epub "$@" in.html 2>says
    [ "$format" = epub2 ] || assert_epub book.epub
    python3 -m zipfile -e book.epub book
}
has_item() { # NAME TYPE
    grep -q "href=\"fonts/$1\" media-type=\"$2\"" book/EPUB/package.opf ||
        fail "no $1 of the type $2"
}

cat >wanted <<'END'
@font-face {
  font-family: "My \"Serif\"";
  font-weight: 400;
  font-style: normal;
  src: url("../fonts/Serif.ttf");
}
@font-face {
  font-family: "My \"Serif\"";
  font-weight: 700;
  font-style: italic;
  src: url("../fonts/bold-italic.otf");
}
@font-face {
  font-family: "Plain";
  font-weight: 300;
  font-style: normal;
  src: url("../fonts/Plain-Light.woff");
}
body { font-family: "My \"Serif\"", serif; }
END
for format in epub epub2; do
    make $format --epub-embed-font Serif.ttf --epub-embed-font copy.ttf \
        --epub-embed-font 'bold italic.dat' --epub-embed-font Plain-Light.woff
    assert_same wanted book/EPUB/styles/fonts.css
    assert_same Serif.ttf book/EPUB/fonts/Serif.ttf
    [ "$(ls book/EPUB/fonts | wc -l)" -eq 3 ] || fail "other fonts"
    for page in book/EPUB/text/*; do
        assert_text "$page" 'href="../styles/fonts.css"/>'
    done
    [ -s says ] && fail "$(cat says)"
    [ $format = epub2 ] || has_item Serif.ttf font/ttf
    [ $format = epub2 ] || has_item bold-italic.otf font/otf
    [ $format = epub ] || has_item bold-italic.otf application/vnd.ms-opentype
done

make epub --epub-embed-font Wide-BoldItalic.woff2
has_item Wide-BoldItalic.woff2 font/woff2
assert_text book/EPUB/styles/fonts.css 'font-weight: 700;'
assert_text book/EPUB/styles/fonts.css 'body { font-family: "Wide", serif; }'

# A sheet of the user takes a font by its family, or as pandoc's users do.
echo 'h1 { font-family: Locked }' >family.css
echo '@font-face { font-family: Mine; src: url("../fonts/locked.ttf") }' >file.css
for sheet in family file; do
    make epub --css $sheet.css --epub-embed-font locked.ttf
    grep -q '^body' book/EPUB/styles/fonts.css && fail "the text has it too"
    assert_text says 'locked.ttf: the font says that its licence forbids'
    [ "$(wc -l <says)" -eq 1 ] || fail "$(cat says)"
done
assert_text book/EPUB/styles/file.css 'url("../fonts/locked.ttf")'
# What it leaves goes to the text.
make epub --css family.css --epub-embed-font locked.ttf \
    --epub-embed-font Serif.ttf
assert_text book/EPUB/styles/fonts.css 'body { font-family: "My'
# Another sheet leaves it to the text, and stands behind it.
echo 'p { margin: 0 }' >other.css
make epub --css other.css --epub-embed-font Serif.ttf
assert_text book/EPUB/styles/fonts.css 'body { font-family: "My'
tr -d '\n' <book/EPUB/text/a.xhtml |
    grep -q 'fonts.css"/><link[^>]*other.css"/>' || fail "another order"

# A source with sheets of its own shows the font as well.
printf 'p { margin: 0 }' >own.css
make epub --css own.css
mv book.epub source.epub
docconv -q -O again.epub --epub-embed-font Serif.ttf source.epub
python3 -m zipfile -e again.epub again
assert_text again/EPUB/text/a.xhtml 'href="../styles/own.css"/>'
assert_text again/EPUB/text/a.xhtml 'href="../styles/fonts.css"/>'

# What is no font, or not all of one, makes no book.
head -c 60 Serif.ttf >cut.ttf
printf 'ttcf and so on' >all.ttc
refuse() { # FORMAT FILE WORDS
    expect_exit 99 docconv -o "$1" -O no.epub --epub-embed-font "$2" in.html \
        2>says
    assert_text says "error: --epub-embed-font $2: $3"
    [ ! -e no.epub ] || fail "a book was made"
}
refuse epub in.html 'no font (TTF, OTF, WOFF, WOFF2)'
refuse epub cut.ttf 'the font is damaged or cut short'
refuse epub all.ttc 'several fonts in one file'
refuse epub2 Wide-BoldItalic.woff2 'EPUB 2 does not hold WOFF 2'
expect_exit 99 docconv -O no.epub --epub-embed-font gone.ttf in.html 2>says
