# SPDX-License-Identifier: MIT
# A filter in Python, executable and not, and what it does to text.
document '{"t":"Para","c":[{"t":"Str","c":"quiet"}]}' >in.json
filter_python loud.py 'change("Str", lambda s: s.upper())'
docconv -i json -o html -F ./loud.py in.json >out
[ "$(cat out)" = "<p>QUIET</p>" ] || fail "$(cat out)"
chmod -x loud.py
docconv -i json -o html --filter=loud.py in.json >out
[ "$(cat out)" = "<p>QUIET</p>" ] || fail "not executable: $(cat out)"
