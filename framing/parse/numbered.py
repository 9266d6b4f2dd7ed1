"""One parsed article as spaCy's numbers: what its strings are read from, and what columns of numbers are made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from sys import intern
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

if TYPE_CHECKING:
    from spacy.strings import StringStore

ATTRIBUTES = (
    "IDX", "LENGTH", "HEAD", "SENT_START", "ENT_IOB", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "MORPH",
)  # fmt: skip
FEW = slice(ATTRIBUTES.index("POS"), len(ATTRIBUTES))  # of these there are but a few different strings
_ROWS = {name: ATTRIBUTES.index(row) for name, row in (
    ("lower", "LOWER"), ("lemma", "LEMMA"), ("pos", "POS"), ("tag", "TAG"), ("dep", "DEP"), ("entity", "ENT_TYPE"),
    ("morph", "MORPH"), ("start", "IDX"), ("sentence", "SENT_START"),
)}  # fmt: skip
LOW = 0xFFFF  # low bits of a number
MOST_TOLD = 16  # functions whose answers are at hand
BEGINS = 3  # spaCy's sign of a token with which a named entity begins
# en_core_web_sm lemmatises these wrongly (measured on news); keyed by lower-cased form.
MENDED_LEMMAS = {"according": "according", "hoped": "hope", "hopes": "hope", "hoping": "hope"}


class Names(dict[int, str]):
    """The strings of spaCy's numbers, each read from its store once; 0 is the empty string.

    Numbers are hashes, so that their low bits are as good as drawn by lot: these tell where in an array a string, or
    what a function says of it, is at hand (`Slots`). Several threads may ask at once.
    """

    def __init__(self, strings: StringStore, *, lower: bool = False) -> None:
        super().__init__({0: ""})
        self._strings, self._lower = strings, lower
        self._at_hand = Slots(self.__getitem__, object)
        self._told: dict[Callable[[str], int], Slots] = {}

    def __missing__(self, number: int) -> str:
        found = self._strings[number]
        found = intern(found.lower() if self._lower else found)  # the very object that a constant of the code is
        self[number] = found
        return found

    def number(self, string: str) -> int:
        """The number of a string."""
        return self._strings[string]

    def of(self, column: np.ndarray) -> list[str]:
        """The strings of a column of numbers."""
        return cast(list[str], self.array(column).tolist())

    def array(self, column: np.ndarray) -> np.ndarray:
        """The same as an array of objects."""
        return self._at_hand.of(column)

    def told(self, column: np.ndarray, tell: Callable[[str], int], kind: type) -> np.ndarray:
        """What a function says of the strings of a column of numbers; it must always say the same of a string."""
        slots = self._told.get(tell)
        if slots is None:
            if len(self._told) >= MOST_TOLD:  # of lexicons that have been edited since, say
                self._told = {}
            slots = self._told[tell] = Slots(partial(self._tell, tell), kind)
        return slots.of(column)

    def _tell(self, tell: Callable[[str], int], number: int) -> int:
        return tell(self[number])


class Slots:
    """What is worked out of numbers, for columns of them: that of most is at hand in an array by their low bits.

    Of several numbers with the same low bits the first that is met has the place. Several threads may ask at once.
    """

    def __init__(self, work_out: Callable[[int], object], kind: type) -> None:
        self._work_out, self._lock = work_out, Lock()
        self._numbers = np.zeros(LOW + 1, np.uint64)
        self._values: np.ndarray = np.empty(LOW + 1, kind)
        self._values[0] = work_out(0)

    def of(self, column: np.ndarray) -> np.ndarray:
        """What is worked out of each number of a column."""
        low = _low(column)
        there = self._numbers.take(low)
        other = (there != column).nonzero()[0]
        found = self._values.take(low)
        if len(other):
            values = np.empty(len(other), found.dtype)
            values[:] = list(map(self._work_out, column.take(other).tolist()))
            found[other] = values
            free = (there.take(other) == 0).nonzero()[0]
            if len(free):
                at = other.take(free)
                self._put(low.take(at), column.take(at), values.take(free))
        return found

    def _put(self, low: np.ndarray, numbers: np.ndarray, values: np.ndarray) -> None:
        """Have values at hand whose places are free. Each is there before its number says so, and stays."""
        with self._lock:
            free = ((self._numbers.take(low) == 0) & (low > 0)).nonzero()[0]
            place, first = np.unique(low.take(free), return_index=True)
            self._values[place] = values.take(free.take(first))
            self._numbers[place] = numbers.take(free.take(first))


def _low(column: np.ndarray) -> np.ndarray:
    """The low bits of numbers."""
    return (column & np.uint64(LOW)).view(np.int64)


class Numbered(NamedTuple):
    """The columns of an article as numbers, a row for each of ``ATTRIBUTES``, and what they stand for.

    The row SENT_START has the numbers of sentences; lemmas are those of `Tokens`, and ``lowered`` has their strings,
    ``known`` those of the rest.
    """

    table: np.ndarray
    known: Names
    lowered: Names

    @property
    def entity_begins(self) -> np.ndarray:
        """Which tokens are the first of a named entity."""
        begins: np.ndarray = self.table[ATTRIBUTES.index("ENT_IOB")] == BEGINS
        return begins

    def column(self, name: str) -> np.ndarray:
        """The numbers of a column of `Tokens` of strings, of ``start`` or of ``sentence``."""
        found: np.ndarray = self.table[_ROWS[name]]
        return found

    def strings(self, name: str) -> tuple[np.ndarray, Names]:
        """The numbers of a column of strings of `Tokens`, and what they stand for."""
        return self.column(name), self.lowered if name == "lemma" else self.known

    def told(self, name: str, tell: Callable[[str], int], kind: type) -> np.ndarray:
        """What a function says of the strings of such a column (`Names.told`)."""
        column, names = self.strings(name)
        return names.told(column, tell, kind)


@lru_cache(maxsize=2)
def names_of(strings: StringStore) -> tuple[Names, Names]:
    """The strings of a store as they are and in lower case: for at most two models at a time."""
    lowered = Names(strings, lower=True)
    lowered.update({lowered.number(lemma): lemma for lemma in MENDED_LEMMAS.values()})  # the store may lack them
    return Names(strings), lowered


@lru_cache(maxsize=1)
def attributes() -> list[int | str]:
    """The numbers that spaCy gives to the attributes."""
    from spacy.attrs import IDS  # type: ignore[import-not-found]

    return [IDS[name] for name in ATTRIBUTES]


def mend(lemmas: np.ndarray, lowers: np.ndarray, lowered: Names) -> None:
    """Put the number of the form where the model gives no lemma, and mend the lemmas that it gets wrong."""
    np.copyto(lemmas, lowers, where=lemmas == 0)
    for form, lemma in MENDED_LEMMAS.items():
        lemmas[lowers == lowered.number(form)] = lowered.number(lemma)
