# SPDX-License-Identifier: MIT
article article.txt
docconv --plugin-dir "$TEST_PLUGINS" -i hoard -o epub --max-memory 64M article.txt || code=$?
assert_only article.txt
exit "$code"
