# SPDX-License-Identifier: MIT
article article.txt
docconv --no-such-option -o epub article.txt
