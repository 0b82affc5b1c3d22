# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o epbu article.txt
