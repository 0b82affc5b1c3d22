# SPDX-License-Identifier: MIT
# A heading shifted to level 0 at the very beginning is the title: in place of
# what the page states, which is reported, but not of what the user states.
printf '<title>Site</title><h1>The <em>Book</em></h1><h2>One</h2><p>t' >in.html
docconv -i html -o book.epub --loss-report --shift-heading-level-by=-1 in.html 2>says
assert_metadata book.epub title "The Book"
assert_text says "in place of: Site [title-replaced]"
assert_epub book.epub
expect_exit 12 docconv -i html -o json --fail-on-loss \
    --shift-heading-level-by=-1 in.html
printf '<title>The Book</title><h1>The <em>Book</em></h1><p>t' >same.html
docconv -i html -o html --fail-on-loss --shift-heading-level-by=-1 \
    same.html >same.out
[ "$(cat same.out)" = '<p>t</p>' ] || fail "$(cat same.out)"

docconv -i html -o own.html --standalone --loss-report --title Mine \
    --shift-heading-level-by=-1 in.html
assert_text own.html '<title>Mine</title>'
assert_text own.html '<p>The <em>Book</em></p>'
