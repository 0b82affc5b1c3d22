# SPDX-License-Identifier: MIT
# A template that cannot be read says where, and nothing is written.
printf 'x\n$if(title)$\n' >open.html
printf 'x\n  $p()$\n' >calls.html
echo '$title/shout$' >p.html
printf '$body$\n' >plain.html
echo text >in.txt
refused() {
    expect_exit 5 docconv -q -t html --template "$1" -O out.html in.txt \
        2>message
    assert_text message "$2"
    [ ! -e out.html ] || fail "out.html was written"
}
refused open.html 'open.html:2:1: this $if$ has no $endif$'
refused calls.html 'p.html:1:8: no pipe has this name'
mv p.html q.html
refused calls.html 'calls.html:2:3: no such partial beside the template: p.html'
echo '$calls()$' >p.html
refused calls.html 'p.html:1:1: this partial is within itself: calls.html'
printf 'caf\351\n' >p.html
refused calls.html 'calls.html:2:3: this partial is not UTF-8: p.html'
refused p.html 'p.html:1:1: the template is not UTF-8'
docconv -q -t html --template plain.html in.txt >out
[ "$(cat out)" = '<p>text</p>' ] || fail "$(cat out)"
