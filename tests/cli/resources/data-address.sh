# SPDX-License-Identifier: MIT
# An image in a data: address has no name: it gets a neutral one, whatever
# stands behind its last slash.  The same bytes twice are one file.
dot='iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=='
printf '<title>T</title><p>a<img src="data:image/png;base64,%s" alt="x">
<img src="DATA:image/png;base64,%s" alt="y">' "$dot" "$dot" >in.html
docconv -i html -o book.epub --epub-cover none --fail-on-loss in.html
assert_epub book.epub
python3 -m zipfile -l book.epub | grep -o 'images/[^ ]*' >names
printf 'images/image.png\n' | diff - names >&2 ||
    fail "other names"
