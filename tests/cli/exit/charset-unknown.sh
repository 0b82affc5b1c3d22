# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o epub --input-encoding=klingon-8 article.txt
