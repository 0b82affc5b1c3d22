# SPDX-License-Identifier: MIT
# Without -i: content, then extension, then text.
article article.txt
article article.unknown
article noextension
for name in article.txt article.unknown noextension; do
    docconv -o html "$name" >"$name.html"
    assert_text "$name.html" "ending a dispute"
done
