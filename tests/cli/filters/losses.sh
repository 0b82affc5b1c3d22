# SPDX-License-Identifier: MIT
# No message of the way through JSON is the user's business, but a filter's
# output that cannot be kept is.
document >in.json
filter_shell same.sh cat
docconv -i json -o json --loss-report -F ./same.sh in.json >out 2>said
assert_text said "nothing was lost"
filter_shell odd.sh 'sed "s/\"blocks\"/\"odd\":1,\"blocks\"/"'
docconv -i json -o json --loss-report -F ./odd.sh in.json 2>said
assert_text said "loss: filter 'odd.sh' gave: "
