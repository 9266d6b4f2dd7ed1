"""What stands behind each number of the report: the rows that it counts, once in the page, and a query for it.

A row has an article, values by which it can be found (group, actor, stance ...), each a number into a list of names,
and a spot (see ``framing.show.passages``) that says where its words stand. A number of the report is a ``Count``: what
is written, and the query that finds its rows, such as ``statements:group=1,stance=2``: a table, then conditions that
all hold. ``@3`` in place of a value stands for any of a set of values; ``~doc`` at the end keeps one row an article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.show.passages import Passages

NONE = -1
BY_ARTICLE = ("group", "event")
# What could end the script element that holds the data, or begin a comment in it.
UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
# Columns whose names nobody reads: their numbers are enough.
UNREAD = ("utterance", "speaker", "known", "worded", "omitted", "elsewhere", "of", "own", "hit", "event")


@dataclass(frozen=True)
class Count:
    """A number as it is written, and the query for the rows that it counts; without a query it is plain text."""

    text: str
    rows: str = ""

    def __str__(self) -> str:
        return self.text


class Evidence:
    """The rows behind the numbers of a report: tables of numbered values, and the passages that they point at.

    >>> articles = pd.DataFrame({"doc_id": ["a"], "group": ["Post"]})
    >>> evidence = Evidence(articles, Passages({}, pd.DataFrame({"doc_id": []})))
    >>> evidence.add("statements", ["a", "a"], [[0], [1]], stance=["doubting", "neutral"])
    >>> evidence.count(1, "statements", group="Post", stance="doubting")
    Count(text='1', rows='statements:group=0,stance=0')
    """

    def __init__(self, articles: pd.DataFrame, passages: Passages) -> None:
        """``articles`` has the columns ``doc_id`` and ``group``; ``event``, ``date``, ``title``, ``url`` are shown."""
        self.passages = passages
        self._names: dict[str, dict[str, int]] = {}
        self._sets: dict[tuple[int, ...], int] = {}
        self._tables: dict[str, dict[str, list[Any]]] = {}
        self._docs: dict[str, list[Any]] = {
            "id": [str(name) for name in articles["doc_id"]],
            "date": _days(articles),
            **{name: _known(articles, name) for name in ("title", "url")},
            **{name: self._codes(name, articles.get(name, [None] * len(articles))) for name in BY_ARTICLE},
        }
        self._doc_of = {name: number for number, name in enumerate(self._docs["id"])}

    def add(self, table: str, docs: Iterable[str], spots: Iterable[list[int]], **columns: Iterable[Any]) -> None:
        """A table of rows: the article and the spot of each, and its values; a list is several values of one row."""
        self._tables[table] = {
            "doc": [self._doc_of[doc] for doc in docs],
            **{name: self._codes(name, values) for name, values in columns.items()},
            "spot": list(spots),
        }

    def count(self, number: Any, table: str, *, distinct: str | None = None, **values: Any) -> Count:
        """A number with the query for its rows; a value is a name, several that are alternatives, or None: any.

        ``distinct`` keeps the first row of each value of a column: with ``doc``, articles are counted.
        """
        text = "–" if pd.isna(number) else f"{number:,}"
        if pd.isna(number) or not number or not self._tables.get(table, {}).get("doc"):
            return Count(text)
        found = [f"{name}={self._condition(name, value)}" for name, value in values.items() if value is not None]
        return Count(text, f"{table}:{','.join(found)}" + (f"~{distinct}" if distinct else ""))

    def as_json(self) -> str:
        """All of it as JSON that is safe within a script element."""
        names = {name: list(codes) for name, codes in self._names.items() if name not in UNREAD}
        data = {
            "names": names,
            "sets": [list(values) for values in self._sets],
            "docs": self._docs,
            "tables": self._tables,
            "passages": self.passages.strings,
        }
        return UNSAFE.sub(_escaped, json.dumps(data, ensure_ascii=False, separators=(",", ":")))

    def _codes(self, column: str, values: Iterable[Any]) -> list[Any]:
        codes: list[Any] = []
        for value in values:
            several = [self._code(column, one) for one in (value if isinstance(value, list) else [value])]
            codes.append(several if len(several) > 1 else several[0] if several else NONE)
        return codes

    def _code(self, column: str, value: Any) -> int:
        if pd.isna(value):
            return NONE
        codes = self._names.setdefault(column, {})
        return codes.setdefault(str(value), len(codes))

    def _condition(self, column: str, value: str | Sequence[str]) -> str:
        if isinstance(value, str):
            return str(self._code(column, value))
        codes = tuple(self._code(column, one) for one in value)
        return f"@{self._sets.setdefault(codes, len(self._sets))}"


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _days(articles: pd.DataFrame) -> list[str]:
    if "date" not in articles:
        return [""] * len(articles)
    return ["" if pd.isna(day) else str(day.date()) for day in articles["date"]]


def _known(articles: pd.DataFrame, column: str) -> list[str]:
    values: Iterable[Any] = articles[column] if column in articles else [None] * len(articles)
    return ["" if pd.isna(value) else str(value) for value in values]


def lists(values: Mapping[str, Iterable[str]], keys: Iterable[str]) -> list[list[str]]:
    """For each key its values, each once; none for a key that is not there.

    >>> lists({"a#0": ["mob", "mob"]}, ["a#0", "a#1"])
    [['mob'], []]
    """
    return [list(dict.fromkeys(values.get(key, ()))) for key in keys]
