# SPDX-License-Identifier: MIT
if grep -q __asan_init "$DOCCONV"; then
    skip "AddressSanitizer maps more address space than any limit allows"
fi
article article.txt
docconv --plugin-dir "$TEST_PLUGINS" -i hoard -o epub --max-memory 64M article.txt || code=$?
assert_only article.txt
exit "$code"
