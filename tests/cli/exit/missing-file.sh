# SPDX-License-Identifier: MIT
docconv -i text -o epub nosuch.txt
