"""The words of an article as phrases are looked for in them: without mere white space, and with keys to look up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
LONGEST = 3  # words that one key stands for at most
FACTOR = np.int64(-7046029254386353131)  # odd, with its bits well mixed: 2 ** 64 divided by the golden ratio


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one article, in text order; row i of every column is word i.

    ``place`` is its token number, ``lemma`` and ``lower`` are those of the token with typographic apostrophes made
    straight. White space is no word, but a blank line is one, which no phrase holds. The two lists of strings have
    one empty string more than there are words, so that there is always a next one.
    """

    place: list[int]
    lemma: list[str]
    lower: list[str]

    @classmethod
    def of(cls, lower: list[str], lemma: list[str]) -> Words:
        """The words among the tokens with these lower-cased forms and lemmas."""
        place = list(range(len(lower)))
        forms = set(lower)
        skipped = {form for form in forms if form.isspace() and form.count("\n") < 2}
        if skipped:
            place = [token for token, form in enumerate(lower) if form not in skipped]
            lemma = [lemma[token] for token in place]
            lower = [lower[token] for token in place]
        curly = {word for word in forms.union(lemma) if "’" in word}
        if curly:
            straight = {word: word.replace("’", "'") for word in curly}
            lemma = [straight.get(word, word) for word in lemma]
            lower = [straight.get(word, word) for word in lower]
        return cls(place, [*lemma, ""], [*lower, ""])

    @cached_property
    def lemma_keys(self) -> Numbers:
        """The key of each lemma, of each with the next, and of each with the next two, in this order."""
        return _keys(self.lemma)

    @cached_property
    def lower_keys(self) -> Numbers:
        """The key of each form, of each with the next, and of each with the next two, in this order."""
        return _keys(self.lower)


def hashes_of(words: Sequence[str]) -> Numbers:
    """Python's hash of each word, which holds within one process only."""
    return np.fromiter(map(hash, words), np.int64, len(words))


def key_of(*hashes: Numbers) -> Numbers:
    """The keys of stretches of words, from the hashes of all their first words, of all their second words ...

    >>> rebels, won = hashes_of(["rebels"]), hashes_of(["won"])
    >>> bool(key_of(rebels, won) == key_of(won, rebels))
    False
    """
    keys, *others = hashes
    for following in others:
        keys = keys * FACTOR + following
    return keys


def _keys(words: list[str]) -> Numbers:
    """The keys of stretches of one word to LONGEST words, of a list with one empty string at its end."""
    count = len(words) - 1
    hashes = hashes_of([*words, *[""] * (LONGEST - 2)])
    begun = [hashes[step : step + count] for step in range(LONGEST)]
    return np.concatenate([key_of(*begun[:size]) for size in range(1, LONGEST + 1)])
