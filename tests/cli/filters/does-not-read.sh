# SPDX-License-Identifier: MIT
# Filters that do not read their input, or not all of it, or close everything.
big_text 5 >big.txt
document >in.json
filter_shell ignores.sh 'cat in.json'
filter_shell peeks.sh 'head -c 10 >/dev/null; exec <&-; cat in.json'
filter_shell closes.sh 'cat in.json; exec <&- >&- 2>&-'
for filter in ignores peeks closes; do
    docconv -i text -o html -F "./$filter.sh" big.txt >out
    [ "$(cat out)" = "<p>text</p>" ] || fail "$filter: $(head -c 100 out)"
done
