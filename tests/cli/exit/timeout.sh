# SPDX-License-Identifier: MIT
# A reader that never ends.
article article.txt
docconv --plugin-dir "$TEST_PLUGINS" -i spin -o epub --timeout 1 article.txt || code=$?
assert_only article.txt
exit "$code"
