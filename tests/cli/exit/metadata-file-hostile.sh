# SPDX-License-Identifier: MIT
# What would take time with the square of its size is refused before that.
article article.txt
python3 -c 'print("\n".join("%x: 1" % i for i in range(100000)))' >keys.yaml
python3 -c 'print("\n".join("%%TAG !%x! b" % i for i in range(60000)))' >tags.yaml
python3 -c 'print("a: " + "[" * 1000000)' >deep.yaml
for file in keys tags deep; do
    expect_exit 98 docconv -o epub --metadata-file "$file.yaml" article.txt
done
expect_exit 98 docconv -o epub --metadata-file /dev/zero article.txt
