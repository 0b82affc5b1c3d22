# SPDX-License-Identifier: MIT
# A format that is only written is unknown as an input.
article article.txt
docconv --list-output-formats | grep -qx epub
for format in $(docconv --list-output-formats); do
    docconv --list-input-formats | grep -qx "$format" && continue
    expect_exit 21 docconv -i "$format" -o epub article.txt
done
assert_only article.txt
