# SPDX-License-Identifier: MIT
# Images and style sheets go into the page; what is not there is a warning.
printf '\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0\037\25\304\211' >dot.png
echo 'p { margin: 0 }' >a.css
echo '<h1>T</h1><p><img src="dot.png" alt="d"><img src="no.png" alt="n">' >in.html
docconv -t html --self-contained -c a.css in.html >out.html 2>message
assert_text out.html 'href="data:text/css;base64,cCB7IG1hcmdpbjogMCB9Cg=="'
assert_text out.html '<img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUg'
assert_text out.html '<img src="no.png" alt="n">'
assert_text message 'no.png is not embedded: not found'
docconv -q -t html --embed-resources in.html >part.html
assert_text part.html 'data:image/png'
if grep -q '<html' part.html; then fail "a fragment was asked for"; fi
