# SPDX-License-Identifier: MIT
# What names no readable file is a link; an address is one even if it could be
# a path, and so is what is not a regular file.
printf 'p { margin: 0 }' >my.css
mkdir -p http: folder.css
mkdir http://host
printf 'no' >http://host/x.css
mkfifo pipe.css
article article.txt
docconv --plugin-dir "$TEST_PLUGINS" -t options -c my.css \
    --css=https://host/x.css -c http://host/x.css -c absent.css \
    -c folder.css -c pipe.css article.txt
