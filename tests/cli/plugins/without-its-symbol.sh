# SPDX-License-Identifier: MIT
article article.txt
docconv --plugin-dir "$TEST_PLUGINS" -i nosymbol -o epub article.txt
