# SPDX-License-Identifier: MIT
# One bad directory of the default ones is a warning; the others still count.
article article.txt
mkdir -p home/.local/lib/docconv/1
chmod 777 home/.local/lib/docconv/1
HOME=$PWD/home docconv -o html article.txt >page.html 2>errors
assert_text errors "warning: plugin directory"
assert_text page.html "Harbour pilots"
HOME=$PWD/home docconv --version 2>errors
[ ! -s errors ] || fail "--version looks for plugins"
