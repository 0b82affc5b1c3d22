# SPDX-License-Identifier: MIT
# 64 MiB are allowed, a byte more is not.
article article.txt
truncate -s 64M whole.bin
docconv --plugin-dir "$TEST_PLUGINS" -t options --options-file whole.bin \
    article.txt >out
assert_text out 'options-file: whole.bin whole.bin='
printf x >>whole.bin
expect_exit 14 docconv --plugin-dir "$TEST_PLUGINS" -t options \
    --options-file whole.bin article.txt
