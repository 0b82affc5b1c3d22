# SPDX-License-Identifier: MIT
# Filters see the levels as they were shifted, and nothing is shifted twice.
printf '<h1>T</h1><h2>One</h2><h3>Two</h3>' >in.html
filter_shell tee.sh 'tee seen'
docconv -i html -o html -F ./tee.sh -F ./tee.sh --shift-heading-level-by=-1 \
    in.html >out.html
assert_text seen '"title":{"t":"MetaInlines"'
printf '<h1 id="one">One</h1>\n<h2 id="two">Two</h2>\n' | diff - out.html >&2 ||
    fail "shifted twice"
