# SPDX-License-Identifier: MIT
# Below 2 % of control bytes a text is a text.
article article.txt
printf 'A bell \007 rings.\n' >>article.txt
docconv -i text -o epub article.txt
assert_epub article.epub
