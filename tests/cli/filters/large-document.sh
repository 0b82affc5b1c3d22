# SPDX-License-Identifier: MIT
# Tens of megabytes through two filters, and the memory limit still holds.
big_text 20 >big.txt
filter_shell same.sh cat
docconv -i text -o html big.txt >wanted
docconv -i text -o html -F ./same.sh -F ./same.sh big.txt >actual
assert_same wanted actual
