# SPDX-License-Identifier: MIT
# Names of parts stay apart, links lead from one to the other, and a part that
# cannot be read is told with its name and line and costs no other part.
cat >in.parts <<'EOT'
@html a
<title>Lost</title><h1 id=x>One</h1><p>See <a href="b#x">two</a>.
@html b
<h1 id=x>Two</h1><p>Back to <a href="a#x">one</a>, <b>bold
@nosuch c
nothing
@json d
[1,2
@text e
Plain words, at the end.
EOT
docconv --plugin-dir "$TEST_PLUGINS" -i parts -o json in.parts >out 2>err
docconv --plugin-dir "$TEST_PLUGINS" -i parts -o html in.parts >out 2>err
for text in 'id="a-x"' 'id="b-x"' 'href="#b-x"' 'href="#a-x"' \
    'Plain words, at the end.'; do
    assert_text out "$text"
done
assert_text err 'in.parts/d:2:1: warning: expected'
! grep -q Lost out || fail "a part's metadata came out"

# What the parts' caller makes of links, before and behind what is left of them.
cat >links.parts <<'EOT'
@html a
<p>A<a href="note:one" id=n><b>1</b></a>, <a href="gone:" class=c title=t>b <i>c</i></a>
<a href="gone:"></a><b>d</b><a href="#e" title=t>e</a>.
EOT
docconv --plugin-dir "$TEST_PLUGINS" -i parts -o html -O - links.parts >out
assert_text out '<p>A<a href="#fn1" class="footnote-ref"'
assert_text out '</sup></a>, b <em>c</em>'
assert_text out '<strong>d</strong><a href='
assert_text out 'one <a href="#fnref1"'
