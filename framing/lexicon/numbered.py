"""The entries of one lexicon as numbers: a matcher puts several together, and editing one leaves the others kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framing.lexicon.model import Lexicon, Term
from framing.lexicon.trie import Phrase
from framing.parse.words import Numbers, form_keys, lemma_keys

KEPT = 64  # lexicons


class Row(NamedTuple):
    """An entry in one length of its forms, its place in the file, and the relations that limit it."""

    length: int
    place: int
    term: Term
    governs: tuple[str, ...]

    @property
    def limited(self) -> bool:
        """Whether a match of its words is not enough."""
        return bool(self.term.pos or self.governs or self.term.not_before or self.term.not_after)


class Barred(NamedTuple):
    """Phrases that may not stand on one side of entries: for each the row, the word next to the match, the phrase."""

    row: Numbers
    word: Numbers
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, eq=False)
class NumberedLexicon:
    """A lexicon's rows, the longest first, then in file order, and their phrases one after the other.

    ``length``, ``place`` and ``limited`` tell of the rows what `Row` does. ``words`` are the words of all phrases,
    ``lengths`` how many each phrase has, ``row`` whose it is; ``after`` and ``before`` are what may not follow or
    precede a match.
    """

    rows: tuple[Row, ...]
    length: Numbers
    place: Numbers
    limited: npt.NDArray[np.bool_]
    words: Numbers
    lengths: Numbers
    row: Numbers
    after: Barred
    before: Barred


@lru_cache(maxsize=KEPT)
def numbered(lexicon: Lexicon) -> NumberedLexicon:
    """The entries of a lexicon as numbers of this process."""
    made: list[tuple[Row, tuple[Phrase, ...]]] = []
    for place, term in enumerate(lexicon):
        governs = () if lexicon.kind == "cues" else term.governs
        forms: dict[int, dict[Phrase, None]] = {}
        for form in chain(map(lemma_keys, term.lemma), map(form_keys, term.text)):
            forms.setdefault(len(form), {})[form] = None
        made += [(Row(length, place, term, governs), tuple(own)) for length, own in forms.items() if length]
    made.sort(key=_preference)
    rows = tuple(row for row, _ in made)
    phrases = [phrase for _, own in made for phrase in own]
    return NumberedLexicon(
        rows=rows,
        length=_numbers(row.length for row in rows),
        place=_numbers(row.place for row in rows),
        limited=np.array([row.limited for row in rows], bool),
        words=_numbers(chain.from_iterable(phrases)),
        lengths=_numbers(map(len, phrases)),
        row=np.arange(len(rows)).repeat(_numbers(len(own) for _, own in made)),
        after=_barred(((number, row.term.not_before) for number, row in enumerate(rows)), 0),
        before=_barred(((number, row.term.not_after) for number, row in enumerate(rows)), -1),
    )


def joined(parts: Iterable[tuple[int, Barred]]) -> Barred:
    """What bars the rows of several lexicons, whose rows are counted from the numbers given."""
    given = list(parts)
    none = np.zeros(0, np.intp)
    return Barred(
        np.concatenate([none, *(barred.row + number for number, barred in given)]),
        np.concatenate([none, *(barred.word for _, barred in given)]),
        tuple(chain.from_iterable(barred.phrases for _, barred in given)),
    )


def _preference(told: tuple[Row, object]) -> tuple[int, int]:
    return -told[0].length, told[0].place


def _barred(told: Iterable[tuple[int, tuple[str, ...]]], beside: int) -> Barred:
    pairs = [(row, phrase) for row, given in told for phrase in map(form_keys, given) if phrase]
    return Barred(
        _numbers(row for row, _ in pairs),
        _numbers(phrase[beside] for _, phrase in pairs),
        tuple(phrase for _, phrase in pairs),
    )


def _numbers(values: Iterable[int] | Iterator[int]) -> Numbers:
    return np.fromiter(values, np.intp)
