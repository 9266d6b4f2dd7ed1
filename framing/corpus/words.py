"""What counts as a word, everywhere in the suite."""

from __future__ import annotations

import re

WORD = re.compile(r"\w+(?:[-'\u2019]\w+)*")


def count_words(text: str) -> int:
    """The number of words: runs of letters and digits, inner apostrophes and hyphens included.

    >>> count_words("The mayor's so-called plan - 3 pages - won\u2019t do.")
    8
    """
    return sum(1 for _ in WORD.finditer(text))
