# SPDX-License-Identifier: MIT
article article.txt
docconv --message-format=xml -o epub article.txt
