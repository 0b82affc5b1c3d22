# SPDX-License-Identifier: MIT
# Standard error of a filter that succeeds becomes warnings, escaped.
document >in.json
filter_shell says.sh 'cat; printf "one\n\n\033[31mtwo\0three\r\n" >&2'
docconv -i json -o html -F ./says.sh in.json 2>said
assert_text said "docconv: in.json: warning: filter 'says.sh': one [filter-says]"
[ "$(grep -c warning said)" -eq 2 ] || fail "$(cat said)"
grep -q "$(printf '\033')" said && fail "an escape sequence got through"
docconv -i json -o html --quiet -F ./says.sh in.json 2>said
[ ! -s said ] || fail "--quiet: $(cat said)"
expect_exit 3 docconv -i json -o html --fail-if-warnings -F ./says.sh in.json
