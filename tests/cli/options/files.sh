# SPDX-License-Identifier: MIT
# An empty file is a file, and one that is larger than a mapping's least size.
printf 'one' >1.ttf
: >2.ttf
big_text 1 >3.ttf
article article.txt
docconv --plugin-dir "$TEST_PLUGINS" -t options --options-files 1.ttf \
    --options-files 2.ttf --options-files ./3.ttf article.txt
