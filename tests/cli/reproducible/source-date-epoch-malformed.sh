# SPDX-License-Identifier: MIT
# A typing error is not a date; see reproducible-builds.org on this variable.
article article.txt
for value in yesterday -1 99999999999999999999 1e9; do
    expect_exit 2 env "SOURCE_DATE_EPOCH=$value" docconv -i text -O a.epub article.txt
done
