# SPDX-License-Identifier: MIT
# Whether its format has to be found out or not.
{
    yes 2>/dev/null || :
} | expect_exit 143 timeout --preserve-status -s TERM 0.2 docconv -o text
{
    yes 2>/dev/null || :
} | expect_exit 143 timeout --preserve-status -s TERM 0.2 docconv -i text -o text
