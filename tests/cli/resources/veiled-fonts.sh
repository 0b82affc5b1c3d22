# SPDX-License-Identifier: MIT
# A font that the source had veiled is veiled in the book, with its identifier:
# read again it is what it was, and another identifier does not unveil it.
cp "$TESTS/golden/epub/write/veiled-font.tree" in.tree
docconv -i tree -o epub -O book.epub --fail-on-loss in.tree
assert_epub book.epub
docconv -i epub -o tree -O back.tree book.epub
assert_text back.tree 'but says in clear what was veiled.'
assert_text back.tree '"EPUB/fonts/font.otf"'
docconv -i epub -o epub -O again.epub -M identifier=other book.epub
docconv -i epub -o tree -O back.tree again.epub
assert_text back.tree 'but says in clear what was veiled.'
python3 -m zipfile -e book.epub one
python3 -m zipfile -e again.epub two
cmp -s one/EPUB/fonts/font.otf two/EPUB/fonts/font.otf && fail "one veil for all"
assert_same one/EPUB/fonts/other.otf two/EPUB/fonts/other.otf
