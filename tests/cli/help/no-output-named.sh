# SPDX-License-Identifier: MIT
# Nothing says what to make of it.
article article.txt
docconv article.txt
