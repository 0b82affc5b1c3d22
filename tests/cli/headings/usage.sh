# SPDX-License-Identifier: MIT
article article.txt
for number in '' x 1x 1.5 - + 100 -100 99999999999999999999 ' 1'; do
    expect_exit 2 docconv -o html --shift-heading-level-by="$number" \
        article.txt
done
docconv -o html --shift-heading-level-by -99 article.txt >/dev/null
