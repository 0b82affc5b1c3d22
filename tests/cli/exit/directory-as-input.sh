# SPDX-License-Identifier: MIT
mkdir news
docconv -i text -o epub news
