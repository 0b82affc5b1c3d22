# SPDX-License-Identifier: MIT
# The number of threads changes no byte of a book that is worth them.
python3 - >long.txt <<'END'
for chapter in range(1, 13):
    print(f"\n\nCHAPTER {chapter}\n\n")
    for line in range(900):
        print(f"Line {line} of {chapter}, {line * chapter % 977}, "
              f"which says {hash((line, chapter)) % 100003}.\n")
END
docconv --jobs 1 -o epub -O one.epub long.txt
docconv -j 2 -o epub -O two.epub long.txt
docconv --jobs=8 -o epub -O eight.epub long.txt
docconv -o epub -O usual.epub long.txt
for name in two eight usual; do assert_same one.epub "$name.epub"; done
for bad in 0 -1 65 x 1x ''; do
    expect_exit 2 docconv --jobs="$bad" -o epub -O bad.epub long.txt
done
# Too little memory for threads: the book is the same, or there is none.
docconv --max-memory 24M -o epub -O small.epub long.txt &&
    assert_same one.epub small.epub
# Threads take no memory that the document needs.
docconv --max-memory 24M --jobs 1 -o epub -O lean.epub long.txt
docconv --max-memory 24M --jobs 64 -o epub -O many.epub long.txt
assert_same lean.epub many.epub
