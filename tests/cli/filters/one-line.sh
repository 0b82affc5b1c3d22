# SPDX-License-Identifier: MIT
# The document is one line, as pandoc writes it: some filters read no more.
document '{"t":"HorizontalRule"}' '{"t":"HorizontalRule"}' >in.json
filter_shell line.sh 'read -r line; printf "%s" "$line"'
docconv -i json -o html -F ./line.sh in.json >out
[ "$(grep -c "<hr" out)" -eq 2 ] || fail "$(cat out)"
docconv -i json -o json:json-lines=no in.json >out
[ "$(wc -l <out)" -eq 1 ] || fail "$(cat out)"
# Of the caller's own output it is not said.
docconv -i json -o json -F ./line.sh in.json >out
[ "$(wc -l <out)" -gt 1 ] || fail "$(cat out)"
