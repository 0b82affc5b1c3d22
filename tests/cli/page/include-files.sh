# SPDX-License-Identifier: MIT
# Files go where their option says, in their order, and make a whole page.
for part in head before after; do
    echo "<!-- $part 1 -->" >"$part"1
    echo "<!-- $part 2 -->" >"$part"2
done
echo text >in.txt
docconv -q -t html in.txt -c own.css -H head1 -H head2 -B before1 -B before2 \
    -A after1 -A after2 >out.html
grep -n -e '<!--' -e '</head>' -e '<body>' -e '<p>' -e '</body>' out.html |
    sed 's/^[0-9]*://'
expect_exit 99 docconv -q -t html -H absent in.txt
expect_exit 99 docconv -q -t html --template absent.html in.txt
