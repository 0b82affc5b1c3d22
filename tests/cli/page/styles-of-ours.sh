# SPDX-License-Identifier: MIT
# Another template can have our style sheet; a file of that name wins.
echo '<style>$styles.html()$</style>' >own.html
echo text >in.txt
docconv -q -t html --template own.html in.txt | grep -q 'prefers-color-scheme' ||
    fail "the style sheet is not there"
echo 'p { color: red }' >styles.html
docconv -q -t html --template own.html in.txt >out
[ "$(cat out)" = '<style>p { color: red }</style>' ] || fail "$(cat out)"
