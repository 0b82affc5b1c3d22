# SPDX-License-Identifier: MIT
article article.txt
docconv -i txet -o epub article.txt
