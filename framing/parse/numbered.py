"""One parsed article as spaCy's numbers: what its strings are read from, and what columns of numbers are made of."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from spacy.strings import StringStore

ATTRIBUTES = (
    "IDX", "LENGTH", "HEAD", "SENT_START", "ENT_IOB", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "MORPH",
)  # fmt: skip
FEW = slice(ATTRIBUTES.index("POS"), len(ATTRIBUTES))  # of these there are but a few different strings
_ROWS = {name: ATTRIBUTES.index(row) for name, row in (
    ("lower", "LOWER"), ("lemma", "LEMMA"), ("pos", "POS"), ("tag", "TAG"), ("dep", "DEP"), ("entity", "ENT_TYPE"),
    ("morph", "MORPH"),
)}  # fmt: skip
BEGINS = 3  # spaCy's sign of a token with which a named entity begins
# en_core_web_sm lemmatises these wrongly (measured on news); keyed by lower-cased form.
MENDED_LEMMAS = {"according": "according", "hoped": "hope", "hopes": "hope", "hoping": "hope"}


class Names(dict[int, str]):
    """The strings of spaCy's numbers, each read from its store once; 0 is the empty string."""

    def __init__(self, strings: StringStore, *, lower: bool = False) -> None:
        super().__init__({0: ""})
        self._strings, self._lower = strings, lower

    def __missing__(self, number: int) -> str:
        found = self._strings[number]
        found = self[number] = found.lower() if self._lower else found
        return found

    def number(self, string: str) -> int:
        """The number of a string."""
        return self._strings[string]

    def of(self, column: np.ndarray) -> list[str]:
        """Those of a column of numbers."""
        return list(map(self.__getitem__, column.tolist()))

    def of_few(self, columns: np.ndarray) -> list[list[str]]:
        """Those of several columns of numbers with few different ones."""
        encoded = pa.array(columns.ravel()).dictionary_encode()
        strings = np.array(self.of(encoded.dictionary.to_numpy()), object)
        found: list[list[str]] = strings.take(encoded.indices.to_numpy()).reshape(columns.shape).tolist()
        return found


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

    def strings(self, name: str) -> tuple[np.ndarray, Names]:
        """The numbers of a column of strings of `Tokens`, and what they stand for."""
        return self.table[_ROWS[name]], self.lowered if name == "lemma" else self.known


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
