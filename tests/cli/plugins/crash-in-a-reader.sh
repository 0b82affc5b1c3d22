# SPDX-License-Identifier: MIT
# It kills its worker, not docconv; the plugin is named and nothing is left.
article article.txt
docconv --plugin-dir "$TEST_PLUGINS" -i crash -o epub article.txt || code=$?
assert_only article.txt
exit "$code"
