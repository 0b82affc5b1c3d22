# SPDX-License-Identifier: MIT
# Parent directories are made.
article article.txt
docconv -i text -o epub -O books/of/today/ article.txt
docconv -i text -o html -O pages/ article.txt
assert_only article.txt books books/of books/of/today \
    books/of/today/article.epub pages pages/article.html
assert_epub books/of/today/article.epub
