"""One parsed article as numbers: spaCy's, with a small number for each string in the place of its hash."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from sys import intern
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

ATTRIBUTES = (
    "IDX", "LENGTH", "HEAD", "SENT_START", "ENT_IOB", "LEMMA", "LOWER", "POS", "TAG", "DEP", "ENT_TYPE", "MORPH",
)  # fmt: skip
LEMMA = ATTRIBUTES.index("LEMMA")  # the first of those that stand for strings
LOWER = LEMMA + 1
_ROWS = {name: ATTRIBUTES.index(row) for name, row in (
    ("lemma", "LEMMA"), ("lower", "LOWER"), ("pos", "POS"), ("tag", "TAG"), ("dep", "DEP"), ("entity", "ENT_TYPE"),
    ("morph", "MORPH"), ("start", "IDX"), ("sentence", "SENT_START"),
)}  # fmt: skip
LOW = 0xFFFF  # low bits of a hash
WHOLE = 0xFFFFFFFFFFFFFFFF  # all its bits
MOST_TOLD = 16  # functions whose answers are at hand
BEGINS = 3  # spaCy's sign of a token with which a named entity begins
# en_core_web_sm lemmatises these wrongly (measured on news); keyed by lower-cased form.
MENDED_LEMMAS = {"according": "according", "hoped": "hope", "hopes": "hope", "hoping": "hope"}


class Strings:
    """The strings that were met, each once, numbered as they came: 0 is the empty string.

    Frequent words come early, so that what is at hand for them lies close together. Several threads may ask at once.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._numbers: dict[str, int] = {}
        self._strings: list[str] = []
        self._array: np.ndarray = np.empty(LOW, object)  # of the same strings, as far as they were asked for
        self._filled = 0
        self._told: dict[Callable[[str], int], np.ndarray] = {}
        self.meet([""])

    def meet(self, strings: Collection[str]) -> list[int]:
        """The numbers of strings, of new ones as well."""
        numbers, met = self._numbers, self._strings
        with self._lock:
            for string in strings:
                if string not in numbers:
                    met.append(intern(string))  # the very object that a constant of the code is
                    numbers[met[-1]] = len(numbers)
        return list(map(numbers.__getitem__, strings))

    def number(self, string: str) -> int:
        """The number of a string."""
        found = self._numbers.get(string)
        return self.meet([string])[0] if found is None else found

    def of(self, numbers: np.ndarray) -> list[str]:
        """The strings of a column of numbers."""
        if self._filled < len(self._strings):
            self._fill()
        return cast(list[str], self._array.take(numbers).tolist())

    def _fill(self) -> None:
        """Put new strings into the array."""
        with self._lock:
            new = self._strings[self._filled :]
            size = self._filled + len(new)
            if size > len(self._array):
                self._array = np.concatenate([self._array, np.empty(size, object)])
            self._array[self._filled : size] = new
            self._filled = size

    def told(self, numbers: np.ndarray, tell: Callable[[str], int], kind: type) -> np.ndarray:
        """What a function says of the strings of a column of numbers; it must always say the same of a string."""
        answers = self._told.get(tell)
        if answers is None or len(answers) < len(self._strings):
            answers = self._ask(tell, kind)
        return answers.take(numbers)

    def _ask(self, tell: Callable[[str], int], kind: type) -> np.ndarray:
        """What the function says of each string, in the order of their numbers: only new ones are asked for."""
        with self._lock:
            if tell not in self._told and len(self._told) >= MOST_TOLD:  # of lexicons that have been edited since, say
                self._told = {}
            known = self._told.get(tell, np.empty(0, kind))
            new = self._strings[len(known) :]
            answers = self._told[tell] = np.concatenate([known, np.fromiter(map(tell, new), kind, len(new))])
            return answers


class Hashes(dict[int, int]):
    """The numbers of the strings that spaCy's hashes stand for, in lower case or as they are.

    The low bits of a hash are as good as drawn by lot: they tell where in an array the number is at hand. Of several
    hashes with the same low bits the first that is met has the place; the others are looked up one by one. Several
    threads may ask at once.
    """

    def __init__(self, strings: Strings, store: StringStore, *, lower: bool) -> None:
        super().__init__()
        self._strings, self._store, self._lower, self._lock = strings, store, lower, Lock()
        self._hashes, self._numbers = np.zeros(LOW + 1, np.int64), np.zeros(LOW + 1, np.int64)

    def numbers(self, column: np.ndarray) -> np.ndarray:
        """The number of the string of each hash of a column; of any shape."""
        low = column & LOW
        there = self._hashes.take(low)
        found = self._numbers.take(low)
        other = there != column
        if other.any():
            codes = column[other]
            one_by_one = codes.tolist()
            if not self.keys() >= set(one_by_one):
                self._meet(one_by_one)
            found[other] = numbers = np.fromiter(map(self.__getitem__, one_by_one), np.int64, len(codes))
            self._put(low[other], codes, numbers)
        return found

    def _meet(self, codes: Iterable[int]) -> None:
        """Have the strings of new hashes numbered."""
        new = [code for code in dict.fromkeys(codes) if code not in self]
        strings = [self._store[code & WHOLE] for code in new]
        if self._lower:
            strings = list(map(str.lower, strings))
        self.update(zip(new, self._strings.meet(strings)))

    def _put(self, low: np.ndarray, codes: np.ndarray, numbers: np.ndarray) -> None:
        """Have numbers at hand whose places are free. Each is there before its hash says so, and stays."""
        with self._lock:
            free = ((self._hashes.take(low) == 0) & (low > 0)).nonzero()[0][::-1]
            place = low.take(free)
            self._numbers[place] = numbers.take(free)  # the first of several for a place, as it comes last
            self._hashes[place] = codes.take(free)


class Numbered(NamedTuple):
    """The columns of an article as numbers, a row for each of ``ATTRIBUTES``, and the strings that some stand for.

    The row SENT_START has the numbers of sentences, HEAD how far away the head is; lemmas are those of `Tokens`.
    """

    table: np.ndarray
    strings: Strings

    @property
    def entity_begins(self) -> np.ndarray:
        """Which tokens are the first of a named entity."""
        begins: np.ndarray = self.table[ATTRIBUTES.index("ENT_IOB")] == BEGINS
        return begins

    def column(self, name: str) -> np.ndarray:
        """The numbers of a column of `Tokens` of strings, of ``start`` or of ``sentence``."""
        found: np.ndarray = self.table[_ROWS[name]]
        return found

    def told(self, name: str, tell: Callable[[str], int], kind: type) -> np.ndarray:
        """What a function says of the strings of such a column (`Strings.told`)."""
        return self.strings.told(self.column(name), tell, kind)


class _Told(NamedTuple):
    """What the strings of a store are read by: as they are, in lower case, and lemmas mended, form by form."""

    strings: Strings
    as_they_are: Hashes
    lowered: Hashes
    mended: dict[int, int]


@lru_cache(maxsize=2)
def _told_by(store: StringStore) -> _Told:
    """Of at most two models at a time."""
    strings = Strings()
    mended = dict(zip(strings.meet(MENDED_LEMMAS), strings.meet(MENDED_LEMMAS.values())))
    return _Told(strings, Hashes(strings, store, lower=False), Hashes(strings, store, lower=True), mended)


@lru_cache(maxsize=1)
def _attributes() -> list[int | str]:
    """The numbers that spaCy gives to the attributes."""
    from spacy.attrs import IDS  # type: ignore[import-not-found]

    return [IDS[name] for name in ATTRIBUTES]


def numbered(doc: Doc) -> Numbered:
    """What spaCy tells of a parsed article."""
    told = _told_by(doc.vocab.strings)
    table = np.ascontiguousarray(doc.to_array(_attributes()).reshape(len(doc), len(ATTRIBUTES)).T).view(np.int64)
    begins = table[ATTRIBUTES.index("SENT_START")]
    firsts = begins == 1
    firsts[:1] = False  # sentences count from 0
    begins[:] = firsts.cumsum()
    table[LOWER:] = told.as_they_are.numbers(table[LOWER:])
    lemmas, forms = table[LEMMA], table[LOWER]
    lemmas[:] = told.lowered.numbers(lemmas)
    np.copyto(lemmas, forms, where=lemmas == 0)  # the form where the model gives no lemma
    for form, lemma in told.mended.items():
        lemmas[forms == form] = lemma
    return Numbered(table, told.strings)
