# SPDX-License-Identifier: MIT
printf '\n\n  \t\n \n' >article.txt
docconv -i text -o epub article.txt
assert_epub article.epub
