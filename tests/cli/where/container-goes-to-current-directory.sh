# SPDX-License-Identifier: MIT
mkdir -p deep/er
article deep/er/article.txt
docconv -i text -o epub deep/er/article.txt
assert_only deep deep/er deep/er/article.txt article.epub
