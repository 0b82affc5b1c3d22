# SPDX-License-Identifier: MIT
article article.txt
(umask 022; docconv -i text -O open.epub article.txt)
(umask 077; docconv -i text -O closed.epub article.txt)
[ "$(stat -c %a open.epub)" = 644 ] || fail "mode $(stat -c %a open.epub)"
[ "$(stat -c %a closed.epub)" = 600 ] || fail "mode $(stat -c %a closed.epub)"
