"""The hits of lexicons in an article, as columns of numbers that read as a sequence of `Hit`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, overload

import numpy as np
import numpy.typing as npt

from framing.lexicon.model import Lexicon, Term
from framing.parse.words import Numbers

if TYPE_CHECKING:
    import pyarrow as pa


class Hit(NamedTuple):
    """A term found in an article: tokens ``first`` to ``last``, both inclusive.

    >>> from framing.lexicon import Lexicon, Matcher, Term
    >>> from framing.parse import parse_text
    >>> pets = Lexicon("pets", "1.0.0", "Pets", terms=(Term("cat", "animal", lemma=("cat",)),))
    >>> [(hit.term.id, hit.first, hit.last) for hit in Matcher(pets).find(parse_text("Two cats slept."))]
    [('cat', 1, 1)]
    """

    lexicon: Lexicon
    term: Term
    first: int
    last: int


_hit = Hit._make  # of a tuple: half the time that a call with the four fields takes


# what a column of mentions tells of an entry: whose it is, and under which name
_TOLD = {
    "lexicon": ("lexicons", "name"), "lexicon_version": ("lexicons", "version"), "term": ("terms", "id"),
    "category": ("terms", "category"), "referent": ("terms", "referent"),
}  # fmt: skip


class Entries:
    """What the numbers in ``Hits.entry`` stand for: the lexicon and the term of each."""

    __slots__ = ("_columns", "lexicons", "terms")

    def __init__(self, pairs: Sequence[tuple[Lexicon, Term]]) -> None:
        self.lexicons, self.terms = _column([pair[0] for pair in pairs]), _column([pair[1] for pair in pairs])
        self._columns: dict[str, pa.Array] = {}

    @classmethod
    def of(cls, told: Sequence[tuple[Lexicon, Numbers]]) -> Entries:
        """Those of some lexicons, each with the places of its terms.

        >>> from framing.lexicon import Lexicon, Term
        >>> pets = Lexicon("pets", "1.0.0", "Pets", terms=(Term("cat", "animal", lemma=("cat",)),))
        >>> [term.id for term in Entries.of([(pets, np.array([0, 0]))]).terms]
        ['cat', 'cat']
        """
        entries = cls(())
        none = np.zeros(0, object)
        entries.lexicons = np.concatenate([none, *(_column([one]).repeat(len(places)) for one, places in told)])
        entries.terms = np.concatenate([none, *(_column(one.terms).take(places) for one, places in told)])
        return entries

    def column(self, name: str) -> pa.Array:
        """What mentions tell of each entry (lexicon, lexicon_version, term, category, referent), in Arrow's strings.

        >>> from framing.lexicon import Lexicon, Matcher, Term
        >>> pets = Lexicon("pets", "1.0.0", "Pets", terms=(Term("cat", "animal", lemma=("cat",)),))
        >>> Entries([(pets, pets["cat"])]).column("category").to_pylist()
        ['animal']
        """
        import pyarrow as pa

        if name not in self._columns:
            owners, own = _TOLD[name]
            told = list(map(attrgetter(own), getattr(self, owners).tolist()))
            self._columns[name] = pa.array(told, pa.large_string())
        return self._columns[name]


class Hits(Sequence[Hit]):
    """The hits in one article, in text order; a `Hit` is made when it is looked at.

    Row i of the arrays ``first`` and ``last`` (tokens, both inclusive) and ``entry`` (a number for lexicon and term,
    see ``entries``) is hit i.

    >>> from framing.lexicon import Lexicon, Matcher, Term
    >>> from framing.parse import parse_text
    >>> pets = Lexicon("pets", "1.0.0", "Pets", terms=(Term("cat", "animal", lemma=("cat",)),))
    >>> hits = Matcher(pets).find(parse_text("Two cats saw a cat."))
    >>> len(hits), hits.first.tolist(), hits[1].term.id
    (2, [1, 4], 'cat')
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

    def within(self, first: int, stop: int) -> Hits:
        """The hits in the tokens from the first up to the stop, which are counted from that first one.

        >>> hits = Hits(Entries(()), np.array([0, 0]), np.array([1, 7]), np.array([1, 8]))
        >>> hits.within(5, 9).first.tolist(), hits.within(5, 9).last.tolist()
        ([2], [3])
        """
        begin, end = self.first.searchsorted((first, stop)).tolist()
        return Hits(self.entries, self.entry[begin:end], self.first[begin:end] - first, self.last[begin:end] - first)

    def __repr__(self) -> str:
        return f"<{len(self)} hits>"


def _column(values: Sequence[object]) -> npt.NDArray[Any]:
    column = np.empty(len(values), object)
    column[:] = values
    return column
