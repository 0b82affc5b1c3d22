# SPDX-License-Identifier: MIT
cp "$DOCCONV" program.txt
docconv -i text -o epub program.txt
