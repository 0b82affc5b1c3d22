# SPDX-License-Identifier: MIT
# FILE:LINE:COLUMN: severity: text [rule]
article article.txt
docconv --explain -i text -o html article.txt 2>errors >page.html
grep -Eq '^docconv: article.txt:[0-9]+:[0-9]+: [a-z]+: .+ \[[a-z0-9-]+\]$' errors
