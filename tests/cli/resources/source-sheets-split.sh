# SPDX-License-Identifier: MIT
# A file of the source that becomes several files: each has the source's sheets
# and the classes of its body, its identifier stands once, and the next file
# has its own sheets.
{
    echo 'docconv-tree 1'
    printf 'media name="a.css" size=9\n  base64 cCB7IGE6YiB9\n'
    printf 'media name="b.css" size=9\n  base64 cCB7IGE6YyB9\n'
    echo 'div {id="one" class="calm" data-file="one.xhtml" data-styles="a.css"}'
    for i in 1 2 3; do
        printf '  para\n    "%s %s"\n' "$i" "$(printf '%4100d' 0)"
    done
    echo 'div {id="two" data-file="two.xhtml" data-styles="b.css"}'
    printf '  para\n    "Two"\n'
} >in.tree
docconv -i tree -o epub -O book.epub --split-size 4096 in.tree
assert_epub book.epub
python3 -m zipfile -e book.epub out
cd out/EPUB/text
[ "$(echo *)" = 'one-2.xhtml one-3.xhtml one.xhtml two.xhtml' ] ||
    fail "other files: $(echo *)"
assert_text one.xhtml '<body id="one" class="calm"'
for page in one-2.xhtml one-3.xhtml; do
    assert_text $page '<body class="calm"'
    assert_text $page 'styles/a.css'
done
[ "$(grep -l 'a\.css' ./* | wc -l)" -eq 3 ] || fail "a sheet of others"
[ "$(grep -l 'b\.css' ./* | wc -l)" -eq 1 ] || fail "a sheet of others"
