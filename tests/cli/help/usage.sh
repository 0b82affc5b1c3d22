# SPDX-License-Identifier: MIT
docconv --help >help
docconv -h | cmp - help
head -n 1 help | grep -iq '^usage: docconv'
for option in --from --to --output --metadata --force --timeout --plugin-dir; do
    grep -q -- "$option" help || fail "no $option"
done
awk 'length($0) > 80 { print "too wide: " $0; bad = 1 } END { exit bad }' help
