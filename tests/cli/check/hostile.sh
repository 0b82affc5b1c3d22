# SPDX-License-Identifier: MIT
# Rubbish, cut books and bombs are findings or limits, never a crash.
article article.txt
docconv -i text -o epub -O good.epub article.txt
: >empty.epub
head -c 300 good.epub >cut.epub
head -c 100000 /dev/zero >zero.epub
for name in empty cut zero; do
    expect_exit 64 docconv --check "$name.epub" 2>findings
done
