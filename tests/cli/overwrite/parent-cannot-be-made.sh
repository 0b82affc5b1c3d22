# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -O /proc/no/such/book.epub article.txt
