# SPDX-License-Identifier: MIT
"""Which words of a text are not in a book made from it.

A word is a run of letters and digits. Three things may change on the way and
are still kept words: a hyphen at a line end may join its two halves, a mark
of emphasis inside a word may vanish and join them too, and order is free,
because headers move to title pages and notes to chapter ends.
"""
import collections
import re

WORD = re.compile(r"[^\W_]+")
JOINT = re.compile(r"[-\u2010\u00ad\u00ac]\r?\n[ \t]*|_")


def words(text):
    return collections.Counter(WORD.findall(text))


def joints(text):
    """Pairs of words that a converter may rightly write as one."""
    for joint in JOINT.finditer(text):
        before = re.search(r"[^\W_]+$", text[max(0, joint.start() - 80):joint.start()])
        after = WORD.match(text, joint.end())
        if before and after:
            yield before.group(), after.group()


def lost_words(source, book):
    """Counter of the words of SOURCE that BOOK has too few of."""
    wanted = words(source)
    present = words(book)
    lost = wanted - present
    spare = present - wanted
    for first, second in joints(source):
        joined = first + second
        if spare[joined] > 0 and (lost[first] > 0 or lost[second] > 0):
            spare[joined] -= 1
            lost[first] -= 1
            lost[second] -= 1
    return +lost
