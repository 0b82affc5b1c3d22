# SPDX-License-Identifier: MIT
# The input never comes.
mkfifo pipe
exec 3<>pipe
expect_exit 14 docconv -o text --timeout 1 <&3
expect_exit 14 docconv -i text -o text --timeout 1 <&3
