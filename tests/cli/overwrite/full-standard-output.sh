# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o html article.txt >/dev/full
