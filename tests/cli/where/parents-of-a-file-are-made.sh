# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -O books/of/today.epub article.txt
assert_epub books/of/today.epub
