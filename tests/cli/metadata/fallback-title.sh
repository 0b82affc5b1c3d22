# SPDX-License-Identifier: MIT
# A book must have a title, whatever the text is.
: >empty.txt
docconv -i text -o epub empty.txt
assert_metadata empty.epub title empty
docconv -i text -o book.epub <empty.txt
assert_epub book.epub
