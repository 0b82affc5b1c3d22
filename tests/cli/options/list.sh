# SPDX-License-Identifier: MIT
# In the order they are given, as an option and inside a format.
article article.txt
docconv --plugin-dir "$TEST_PLUGINS" -t options:options-list=zero,options-list=half \
    --options-list one --options-list='two words' --options-list= article.txt
