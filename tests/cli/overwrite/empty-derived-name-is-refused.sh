# SPDX-License-Identifier: MIT
article article.txt
: >article.epub
expect_exit 11 docconv -i text -o epub article.txt
[ ! -s article.epub ]
