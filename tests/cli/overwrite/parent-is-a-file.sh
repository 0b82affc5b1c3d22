# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -O article.txt/book.epub article.txt
