# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o html article.txt >wanted
assert_text wanted "ending a dispute"
for from in -f -r "--from" "--input-format"; do
    for to in -t -w "--to" "--output-format"; do
        docconv "$from" text "$to" html article.txt >actual
        assert_same wanted actual
    done
done
docconv --from=text --to=html article.txt >actual
assert_same wanted actual
docconv -itext -ohtml article.txt >actual
assert_same wanted actual
