# SPDX-License-Identifier: MIT
article article.txt
cat >about.yaml <<'END'
---
title: "From the file"
author:
  - Anna Lindqvist
  - Ben Okafor
lang: de
publisher: Nordpresse
...
END
docconv -o epub --metadata-file about.yaml article.txt
assert_metadata article.epub title "From the file"
assert_metadata article.epub language de
assert_metadata article.epub publisher Nordpresse
package article.epub | grep -q "Anna Lindqvist"
package article.epub | grep -q "Ben Okafor"
