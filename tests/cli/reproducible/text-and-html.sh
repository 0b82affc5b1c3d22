# SPDX-License-Identifier: MIT
article article.txt
for format in text html; do
    docconv -i text -o "$format" article.txt >wanted
    assert_text wanted "ending a dispute"
    (cd / && TZ=Asia/Tokyo LC_ALL=C docconv -i text -o "$format" "$OLDPWD/article.txt") >actual
    assert_same wanted actual
done
