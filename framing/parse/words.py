"""The words of an article as phrases are looked for in them: numbers instead of strings, without mere white space."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.intp]
FORM = 1  # added to the number of a word, it stands for the surface form; the number itself for the lemma
SPACE = 2  # the number of white space that is no word; 0 is no number, so that 0 and 1 match nothing


class Vocabulary(dict[str, int]):
    """Even numbers for words, made at the first look-up: a word keeps its number as long as the process lives.

    A typographic apostrophe counts as a straight one, and all white space but a blank line has one number.

    >>> numbers = Vocabulary()
    >>> numbers["don’t"] == numbers["don't"], numbers["rebel"] == numbers["rebels"], numbers[" "]
    (True, False, 2)
    """

    def __init__(self) -> None:
        super().__init__()
        self._free = count(SPACE + 2, 2)

    def __missing__(self, word: str) -> int:
        if word.isspace() and word.count("\n") < 2:
            number = SPACE
        elif "’" in word:
            number = self[word.replace("’", "'")]
        else:
            number = next(self._free)
        # of two threads with the same new word, the first has its way
        return self.setdefault(word, number)


# Like the strings that Python interns: grows with the words read, never changes what it has said.
VOCABULARY = Vocabulary()


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one article, in text order. White space is no word, but a blank line is one, which no phrase holds.

    ``keys`` has two rows, the lemmas and the surface forms by their numbers (see `lemma_keys`, `form_keys`), and a
    column for each word and one more, which matches nothing. ``place`` is the token number of each word, and after
    the last the number of tokens. The numbers hold within this process only.
    """

    keys: Numbers
    place: Numbers

    @classmethod
    def of(cls, lower: list[str], lemma: list[str]) -> Words:
        """The words among the tokens with these lower-cased forms and lemmas.

        >>> words = Words.of(["the", " ", "rebels"], ["the", " ", "rebel"])
        >>> words.place.tolist(), words.keys[0].tolist() == [*lemma_keys("the rebel"), 0]
        ([0, 2, 3], True)
        """
        size = len(lower)
        keys = np.zeros((2, size + 1), np.intp)
        keys[0, :size] = np.fromiter(map(VOCABULARY.__getitem__, lemma), np.intp, size)
        keys[1, :size] = np.fromiter(map(VOCABULARY.__getitem__, lower), np.intp, size)
        solid = keys[1] != SPACE
        keys[1] += FORM
        if solid.all():
            return cls(keys, np.arange(size + 1))
        return cls(keys.compress(solid, axis=1), solid.nonzero()[0])

    @classmethod
    def joined(cls, articles: Sequence[Words]) -> Words:
        """The words of several articles (at least one), one after the other; places are still those of each."""
        keys = np.concatenate([words.keys for words in articles], axis=1)
        return cls(keys, np.concatenate([words.place for words in articles]))


def lemma_keys(phrase: str) -> tuple[int, ...]:
    """The numbers of a phrase's words as lemmas."""
    return tuple(map(VOCABULARY.__getitem__, phrase.split()))


def form_keys(phrase: str) -> tuple[int, ...]:
    """The numbers of a phrase's words as surface forms."""
    return tuple(number + FORM for number in lemma_keys(phrase))
