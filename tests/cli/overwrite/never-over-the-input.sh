# SPDX-License-Identifier: MIT
# Not by its name, not by another way to it, not with --force.
mkdir sub
article article.txt
cp article.txt ../before
ln article.txt hard.txt
ln -s article.txt soft.txt
for path in article.txt ./article.txt sub/../article.txt hard.txt soft.txt; do
    expect_exit 11 docconv -i text -o text -O "$path" article.txt
    expect_exit 11 docconv --force -i text -o text -O "$path" article.txt
done
expect_exit 11 docconv -i text -o text -O article.txt soft.txt
assert_same article.txt ../before
assert_only article.txt hard.txt soft.txt sub
