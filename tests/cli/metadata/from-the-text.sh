# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o epub article.txt
assert_metadata article.epub title "Harbour pilots vote to accept a new shift pattern"
assert_metadata article.epub language en
