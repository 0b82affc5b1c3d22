# SPDX-License-Identifier: MIT
article article.txt
mkdir books
docconv -i text -o epub -O books article.txt
