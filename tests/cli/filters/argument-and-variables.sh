# SPDX-License-Identifier: MIT
# What a filter is told: the target as it was typed or as pandoc calls it, a
# release of pandoc that fits the JSON, our version; and all of our variables.
document >in.json
filter_shell told.sh 'cat
    printf "%s\n" "$#" "$1" "$PANDOC_VERSION" "$DOCCONV_VERSION" >told
    printf "%s" "$PANDOC_READER_OPTIONS" >options'
told() {
    wanted=$1
    shift
    docconv -i json "$@" -F ./told.sh in.json >/dev/null
    [ "$(sed -n 2p told)" = "$wanted" ] || fail "$*: told $(sed -n 2p told)"
    [ "$(sed -n 1p told)" = 1 ] || fail "more than one argument"
}
told html -o html
told html5 -o html5
told plain -o text
told plain -o txt
told epub -o book.epub
told epub3 -o epub3 -O book.epub
told json -o json:json-positions=yes
told json -o json+json-positions
[ "$(sed -n 3p told)" = 3.1 ] || fail "PANDOC_VERSION $(sed -n 3p told)"
[ "$(sed -n 4p told)" = "$(docconv --version | sed -n "1s/docconv //p")" ] ||
    fail "DOCCONV_VERSION $(sed -n 4p told)"
python3 -c 'import json; o = json.load(open("options"))
assert o["tab-stop"] == 4 and o["extensions"] == [], o'

filter_shell version.sh 'tee seen; env >variables'
docconv -i json -o html -F ./version.sh in.json
assert_text seen '"pandoc-api-version":[1,23'
SOME_LIBRARY=there PANDOC_VERSION=9 \
    docconv -i json -o html --pandoc-api=1.22 -F ./version.sh in.json
assert_text seen '"pandoc-api-version":[1,22'
assert_text variables PANDOC_VERSION=2.19.2
assert_text variables SOME_LIBRARY=there
[ "$(grep -c ^PANDOC_VERSION= variables)" -eq 1 ] || fail "two PANDOC_VERSION"
