"""Articles sorted into groups, and counts per article: what every rate and share is made from."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd

from framing.errors import ChoiceError, TableError

MISSING = "(missing)"


class Tables(Protocol):
    """An analysis as far as comparisons need it, whoever made it: its tables, as ``framing.tables`` documents them."""

    @property
    def articles(self) -> pd.DataFrame: ...
    @property
    def statements(self) -> pd.DataFrame: ...
    @property
    def mentions(self) -> pd.DataFrame: ...
    @property
    def exposure(self) -> pd.DataFrame: ...


@dataclass(frozen=True, eq=False)
class Groups:
    """The articles of a comparison: ``docs[i]`` belongs to ``names[codes[i]]``.

    Articles are sorted by ``doc_id``, so that no result depends on the order of rows in a frame.
    """

    by: str
    names: tuple[str, ...]
    docs: pd.Index
    codes: np.ndarray

    @classmethod
    def of(cls, articles: pd.DataFrame, by: str = "outlet") -> Groups:
        """Group the articles by one of their columns; an article without a value goes to ``(missing)``.

        Raises ChoiceError when ``by`` is no column of the articles, TableError when there are no articles
        or a ``doc_id`` stands twice.

        >>> articles = pd.DataFrame({"doc_id": ["b", "a"], "outlet": ["Wire", "Post"]})
        >>> Groups.of(articles).names
        ('Post', 'Wire')
        """
        choices = [name for name in articles.columns if name not in ("doc_id", "text")]
        if by not in choices:
            raise ChoiceError.of("by", by, choices)
        if articles.empty:
            raise TableError("table `articles` is empty: there is nothing to compare; give at least one article")
        twice = articles["doc_id"][articles["doc_id"].duplicated()]
        if len(twice):
            raise TableError(f"table `articles`: doc_id {twice.iloc[0]!r} stands twice; keep one row per article")
        values = articles.set_index("doc_id")[by].sort_index()
        labels = values.astype("string").fillna(MISSING)
        names = tuple(sorted(labels.unique()))
        codes = pd.Categorical(labels, categories=list(names)).codes
        return cls(by, names, pd.Index(values.index.astype("string"), name="doc_id"), np.asarray(codes, dtype=int))

    def __len__(self) -> int:
        return len(self.names)

    def members(self, group: int) -> np.ndarray:
        """Row numbers of the articles in a group."""
        return np.flatnonzero(self.codes == group)

    def rows(self, frame: pd.DataFrame, table: str) -> pd.DataFrame:
        """The rows of a table that belong to these articles.

        To narrow a comparison, narrow ``articles``: rows of other articles are left out. A table of which
        no row belongs to any of the articles is taken for a mix-up: TableError.
        """
        known = self._places(frame["doc_id"]) >= 0
        if known.all():
            return frame.copy(deep=False)
        own = frame[known]
        if own.empty:
            first = frame["doc_id"].iloc[0]
            raise TableError(
                f"table `{table}`: no row belongs to one of the articles (first doc_id: {first!r}); "
                "pass articles and tables of the same analysis"
            )
        return own

    def count(
        self,
        rows: pd.DataFrame,
        keys: Sequence[str] = (),
        *,
        weight: str | None = None,
        levels: Sequence[Hashable] = (),
    ) -> pd.DataFrame:
        """Articles × levels: rows (or the sum of column ``weight``) of each article, 0 where there is none.

        ``keys`` name the columns whose values are the levels (several give tuples); without keys there is one
        level, ``""``. ``levels`` fixes the columns of the result and their order; by default those that occur, sorted.
        """
        columns = list(levels) if levels else sorted(levels_of(rows, keys)[1])
        row_of, column_of = self._places(rows["doc_id"]), _columns(rows, keys, columns)
        known = (row_of >= 0) & (column_of >= 0)
        amounts = np.ones(len(rows)) if weight is None else rows[weight].to_numpy(dtype=float, na_value=0.0)
        cells = row_of[known] * len(columns) + column_of[known]
        table = np.bincount(cells, amounts[known], minlength=len(self.docs) * len(columns))
        return pd.DataFrame(
            table.reshape(len(self.docs), len(columns)),
            index=self.docs,
            columns=pd.Index(columns, dtype=object, tupleize_cols=False),
        )

    def totals(self, rows: pd.DataFrame, keys: Sequence[str], *, levels: Sequence[Hashable]) -> np.ndarray:
        """Groups × levels: rows of all articles of a group; ``keys`` and ``levels`` are as in ``count``."""
        row_of, column_of = self._places(rows["doc_id"]), _columns(rows, keys, levels)
        known = (row_of >= 0) & (column_of >= 0)
        cells = self.codes[row_of[known]] * len(levels) + column_of[known]
        return np.bincount(cells, minlength=len(self) * len(levels)).reshape(len(self), len(levels))

    def _places(self, doc_ids: pd.Series) -> np.ndarray:
        """The row number of each article, -1 for one that is not among these."""
        codes, names = pd.factorize(doc_ids, use_na_sentinel=False)
        return np.asarray(self.docs.get_indexer(pd.Index(names).astype("string")))[codes]


def levels_of(rows: pd.DataFrame, keys: Sequence[str]) -> tuple[np.ndarray, list[Any]]:
    """The values of some columns together: for each row a number, and what each number stands for.

    One column gives its values, several give tuples, none gives ``""`` for every row.

    >>> numbers, levels = levels_of(pd.DataFrame({"lexicon": "labels", "term": ["rebel", "thug", "rebel"]}), ["term"])
    >>> numbers.tolist(), levels
    ([0, 1, 0], ['rebel', 'thug'])
    """
    if not keys:
        return np.zeros(len(rows), dtype=int), [""]
    parts = [pd.factorize(rows[key], use_na_sentinel=False) for key in keys]
    names = [list(values) for _, values in parts]
    if len(keys) == 1:
        return parts[0][0], names[0]
    together = np.zeros(len(rows), dtype=np.int64)
    for codes, values in parts:
        together = together * max(len(values), 1) + codes
    _, first, numbers = np.unique(together, return_index=True, return_inverse=True)
    return numbers, [tuple(own[codes[row]] for own, (codes, _) in zip(names, parts)) for row in first]


def _columns(rows: pd.DataFrame, keys: Sequence[str], levels: Sequence[Hashable]) -> np.ndarray:
    """The place of each row's level among these levels, -1 where it is none of them."""
    codes, found = levels_of(rows, keys)
    place = {name: number for number, name in enumerate(levels)}
    columns = np.array([place.get(name, -1) for name in found], dtype=int)
    return columns[codes] if len(columns) else columns


def choose(option: str, value: object, choices: Sequence[object]) -> None:
    """Raise ChoiceError when the value of an option is not one of its choices."""
    if value not in choices:
        raise ChoiceError.of(option, value, choices)
