# SPDX-License-Identifier: MIT
article article.txt
chmod 000 article.txt
if [ "$(id -u)" -eq 0 ]; then
    chmod 755 "$HOME" .
    as_nobody="setpriv --reuid 65534 --regid 65534 --clear-groups"
    $as_nobody docconv --version >/dev/null 2>&1 ||
        skip "another user cannot run $DOCCONV"
fi
expect_exit 1 ${as_nobody-} docconv -i text -o html article.txt
