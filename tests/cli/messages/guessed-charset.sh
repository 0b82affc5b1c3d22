# SPDX-License-Identifier: MIT
# The whole text hangs on a guess, so it is said without asking.
printf '\317\360\350\342\345\362, \354\350\360! \335\362\356 \357\360\356\361\362\356\351 \362\345\352\361\362 \357\356-\360\363\361\361\352\350.\n' >guess.txt
docconv -i text -o text guess.txt
