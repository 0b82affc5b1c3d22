# SPDX-License-Identifier: MIT
# As an option and inside a format.
article article.txt
for word in yes true on 1; do
    docconv -o epub -O option.epub --epub-title-page="$word" article.txt
    docconv -o "epub:epub-title-page=$word" -O inside.epub article.txt
    assert_same option.epub inside.epub
done
cp option.epub yes.epub
for word in no false off 0; do
    docconv -o epub -O option.epub --epub-title-page="$word" article.txt
    docconv -o "epub:epub-title-page=$word" -O inside.epub article.txt
    assert_same option.epub inside.epub
    ! cmp -s option.epub yes.epub || fail "$word means yes"
done
expect_exit 2 docconv -o epub --epub-title-page=perhaps article.txt
expect_exit 23 docconv -o epub:epub-title-page=perhaps article.txt
