"""The hits of lexicons in an article, as columns of numbers that read as a sequence of `Hit`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, overload

import numpy as np
import numpy.typing as npt

from framing.lexicon.model import Lexicon, Term
from framing.parse.words import Numbers


class Hit(NamedTuple):
    """A term found in an article: tokens ``first`` to ``last``, both inclusive."""

    lexicon: Lexicon
    term: Term
    first: int
    last: int


# a Hit of a tuple: half the time that a call with the four fields takes
_hit = partial(tuple.__new__, Hit)


class Entries:
    """What the numbers in ``Hits.entry`` stand for: the lexicon and the term of each."""

    __slots__ = ("lexicons", "terms")

    def __init__(self, pairs: Sequence[tuple[Lexicon, Term]]) -> None:
        self.lexicons, self.terms = _column([pair[0] for pair in pairs]), _column([pair[1] for pair in pairs])


class Hits(Sequence[Hit]):
    """The hits in one article, in text order; a `Hit` is made when it is looked at.

    Row i of the arrays ``first`` and ``last`` (tokens, both inclusive) and ``entry`` (a number for lexicon and term,
    see ``entries``) is hit i.
    """

    __slots__ = ("entries", "entry", "first", "last")

    def __init__(self, entries: Entries, entry: Numbers, first: Numbers, last: Numbers) -> None:
        self.entries, self.entry, self.first, self.last = entries, entry, first, last

    def __len__(self) -> int:
        return len(self.entry)

    def __iter__(self) -> Iterator[Hit]:
        lexicons, terms = self.entries.lexicons.take(self.entry), self.entries.terms.take(self.entry)
        return map(_hit, zip(lexicons.tolist(), terms.tolist(), self.first.tolist(), self.last.tolist()))

    @overload
    def __getitem__(self, index: int) -> Hit: ...

    @overload
    def __getitem__(self, index: slice) -> Hits: ...

    def __getitem__(self, index: int | slice) -> Hit | Hits:
        if isinstance(index, slice):
            return Hits(self.entries, self.entry[index], self.first[index], self.last[index])
        entry = self.entry[index]
        first, last = int(self.first[index]), int(self.last[index])
        return Hit(self.entries.lexicons[entry], self.entries.terms[entry], first, last)

    def __repr__(self) -> str:
        return f"<{len(self)} hits>"


def _column(values: Sequence[object]) -> npt.NDArray[Any]:
    column = np.empty(len(values), object)
    column[:] = values
    return column
