# SPDX-License-Identifier: MIT
# The line the project was asked for: it makes article.epub, and says nothing.
article article.txt
docconv -i text -o epub article.txt
assert_only article.txt article.epub
assert_epub article.epub
