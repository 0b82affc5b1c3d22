# SPDX-License-Identifier: MIT
# Filters run in the order given, each on what the one before it wrote; one
# that is given twice runs twice.
document '{"t":"Para","c":[{"t":"Str","c":"0"}]}' >in.json
for i in 1 2 3; do
    filter_python "add$i.py" "change('Str', lambda s: s + '$i')"
done
docconv -i json -o html -F ./add1.py -F ./add3.py -F ./add2.py -F ./add1.py \
    in.json >out
[ "$(cat out)" = "<p>01321</p>" ] || fail "$(cat out)"
