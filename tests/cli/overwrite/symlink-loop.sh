# SPDX-License-Identifier: MIT
article article.txt
ln -s b.epub a.epub
ln -s a.epub b.epub
docconv -i text -O a.epub article.txt
