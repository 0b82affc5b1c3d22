# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o epub article.txt
docconv -i text -o epub -O - article.txt >book.epub
assert_same book.epub article.epub
