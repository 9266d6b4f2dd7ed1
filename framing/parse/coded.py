"""Columns of strings as numbers of a small table of the distinct ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from framing.parse.numbered import Strings

Column = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of strings: for each token the number of its string among the distinct ones, in Arrow or as a list."""

    codes: Column
    distinct: pa.Array | list[str]

    @classmethod
    def of(cls, strings: list[str]) -> Coded:
        """The column of these strings.

        >>> Coded.of(["the", "mob", "the"]).codes.tolist()
        [0, 1, 0]
        """
        encoded = pa.array(strings, pa.dictionary(pa.int32(), pa.string()))
        return cls(narrow(encoded.indices.to_numpy()), encoded.dictionary)

    @classmethod
    def of_numbers(cls, numbers: Column, strings: Strings) -> Coded:
        """The column of the strings that these numbers stand for, each for another one."""
        encoded = pa.array(numbers).dictionary_encode()
        return cls(narrow(encoded.indices.to_numpy()), strings.of(encoded.dictionary.to_numpy()))

    @cached_property
    def words(self) -> list[str]:
        """The distinct strings, in the order of their numbers."""
        return self.distinct if isinstance(self.distinct, list) else cast(list[str], self.distinct.to_pylist())

    @cached_property
    def table(self) -> pa.Array:
        """The same in Arrow."""
        return pa.array(self.distinct, pa.string()) if isinstance(self.distinct, list) else self.distinct

    def where(self, holds: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
        """For each token, whether something holds of its string; asked once for each distinct string."""
        return self.numbers(holds, bool)

    def among(self, strings: Iterable[str]) -> npt.NDArray[np.bool_]:
        """For each token, whether its string is one of these.

        >>> Coded.of(["the", "mob", "the"]).among(["the", "a"]).tolist()
        [True, False, True]
        """
        return self.where(frozenset(strings).__contains__)

    def numbers(self, told: Callable[[str], object], kind: type = np.intp) -> Column:
        """For each token a number (or flag) of its string; asked once for each distinct string."""
        return np.fromiter(map(told, self.words), kind, len(self.words)).take(self.codes)

    @cached_property
    def _number(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.words)}

    def number(self, string: str) -> int:
        """The number of a string, -1 when no token has it."""
        return self._number.get(string, -1)

    @cached_property
    def _strings(self) -> Column:
        found = np.empty(len(self.words), object)
        found[:] = self.words
        return found

    def listed(self, first: int, stop: int) -> list[str]:
        """The strings of the tokens from the first up to the stop."""
        return cast(list[str], self._strings.take(self.codes[first:stop]).tolist())


def narrow(column: Column) -> Column:
    """The same numbers in as few bytes as will do.

    >>> narrow(np.array([-1, 200])).dtype
    dtype('int16')
    """
    low, high = int(column.min(initial=0)), int(column.max(initial=0))
    return column.astype(np.promote_types(np.min_scalar_type(low), np.min_scalar_type(high)))
