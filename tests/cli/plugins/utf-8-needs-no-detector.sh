# SPDX-License-Identifier: MIT
# detect.so tells all other encodings; without it these are refused.
mkdir plugins
plugins=$(dirname "$(dirname "$DOCCONV")")/lib/docconv/1
cp "$plugins"/docconv-html.so "$plugins"/docconv-tree.so plugins
mkdir bin lib
cp "$DOCCONV" bin/docconv
mkdir -p lib/docconv
mv plugins lib/docconv/1
printf '<meta charset=utf-8><p>caf\303\251' >named.html
printf '<p>caf\303\251 ~' >plain.html
printf '<p>caf\351' >latin1.html
printf '<meta charset=windows-1252><p>caf\351' >named-latin1.html
for page in named plain; do
    bin/docconv -i html -t tree "$page.html" >"$page.tree"
    docconv -i html -t tree "$page.html" >"$page.same"
    assert_same "$page.tree" "$page.same"
done
for page in latin1 named-latin1; do
    expect_exit 13 bin/docconv -i html -t tree "$page.html" 2>errors
    assert_text errors "character encodings but UTF-8 cannot be read"
done
docconv -i html -t tree named-latin1.html >tree
assert_text tree "café"
