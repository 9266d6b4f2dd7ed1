"""What counts as a word, everywhere in the suite."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import numpy.typing as npt

WORD = re.compile(r"\w+(?:[-'\u2019]\w+)*")
JOINTS = "-'\u2019"  # inside of words
_RUN, _JOINED = re.compile(r"\w+"), re.compile(rf"[{JOINTS}](?<=\w.)(?=\w)")  # a word is runs with joints between them
BASIC = 0x10000  # characters of the Basic Multilingual Plane


def count_words(text: str) -> int:
    """The number of words: runs of letters and digits, inner apostrophes and hyphens included.

    ``text`` may be any string; nothing is raised. Rates per 1,000 words are of these words.

    >>> count_words("The mayor's so-called plan - 3 pages - won\u2019t do.")
    8
    """
    return len(_RUN.findall(text)) - len(_JOINED.findall(text))


def word_ends(text: str) -> npt.NDArray[np.intp]:
    """Where each word ends (one offset a word, in text order, end exclusive): what `WORD` finds, ten times as fast.

    >>> word_ends("The mayor\u2019s plan").tolist()
    [3, 11, 16]
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if not len(codes) or codes.max() >= BASIC:
        return np.fromiter(map(re.Match.end, WORD.finditer(text)), np.intp)
    kinds = _kinds().take(codes)
    inside = np.zeros(len(codes) + 1, bool)
    inside[:-1] = kinds == 1
    joints = (kinds[1:-1] == 2).nonzero()[0] + 1
    inside[joints] = inside.take(joints - 1) & inside.take(joints + 1)
    return (inside[:-1] & ~inside[1:]).nonzero()[0] + 1


@lru_cache(maxsize=1)
def _kinds() -> npt.NDArray[np.uint8]:
    """For each character of the basic plane: 1 when it makes up words, 2 when it joins them, else 0."""
    kinds = np.fromiter((chr(code).isalnum() for code in range(BASIC)), np.uint8, BASIC)
    kinds[ord("_")] = 1
    kinds[[ord(joint) for joint in JOINTS]] = 2
    return kinds
