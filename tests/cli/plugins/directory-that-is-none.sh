# SPDX-License-Identifier: MIT
# Somebody has typed its name, so it is no default to be passed over.
article article.txt
expect_exit 2 docconv --plugin-dir nosuch -o html article.txt 2>errors
assert_text errors "docconv: nosuch: error: cannot be a plugin directory: No such"
expect_exit 2 docconv --plugin-dir article.txt -o html article.txt 2>errors
assert_text errors "article.txt: error: cannot be a plugin directory: Not a dir"
