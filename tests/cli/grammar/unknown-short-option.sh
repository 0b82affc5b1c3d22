# SPDX-License-Identifier: MIT
article article.txt
docconv -Z -o epub article.txt
