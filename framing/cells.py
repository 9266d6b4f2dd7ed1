"""Cells of tables that people open in a spreadsheet: none that it would run as a formula (CWE-1236)."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from typing import Any, Literal

import pandas as pd

APOSTROPHE = "'"
# What makes a spreadsheet take a cell for a formula, also in the wide forms of East Asian keyboards. A cell that has
# apostrophes before it gets one more, so that taking one away gives back every cell.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")
_MARKED = re.compile("'+[=+\\-@\t\r\n\0＝＋－＠]")


def neutral_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with an apostrophe before each string that a spreadsheet would run as a formula.

    Numbers, dates and missing cells stay as they are. `plain_cells` takes the apostrophes away again.

    ``frame`` is not changed; rows and columns stay. Raises nothing.

    >>> neutral_cells(pd.DataFrame({"hit": ["=1+1", "rebels"], "start": [-1, 4]})).values.tolist()
    [["'=1+1", -1], ['rebels', 4]]
    """
    return _each_text(frame, _neutral)


def plain_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as it was before `neutral_cells`.

    ``frame`` is not changed; rows and columns stay. Raises nothing.

    >>> plain_cells(pd.DataFrame({"hit": ["'=1+1", "'tis"]}))["hit"].tolist()
    ['=1+1', "'tis"]
    """
    return _each_text(frame, _plain)


def csv_text(frame: pd.DataFrame, **options: Any) -> str:
    """The frame as CSV without its index, for programs: lines end in ``\\n``; `options` are those of ``to_csv``.

    A cell with a carriage return is quoted, which Python's writer forgets where lines end otherwise.

    >>> csv_text(pd.DataFrame({"title": ["Rain\\rfell", "Sun"]}))
    '"title"\\n"Rain\\rfell"\\n"Sun"\\n'
    """
    returns = any(frame[name].astype("string").str.contains("\r", regex=False).any() for name in _texts(frame))
    quoting: Literal[0, 2] = csv.QUOTE_NONNUMERIC if returns else csv.QUOTE_MINIMAL
    return str(frame.to_csv(index=False, lineterminator="\n", quoting=quoting, **options))


def _each_text(frame: pd.DataFrame, change: Callable[[object], object]) -> pd.DataFrame:
    changed = {}
    for name in _texts(frame):
        kind, cells = frame[name].dtype, frame[name].map(change)
        changed[name] = cells.astype(kind) if isinstance(kind, pd.StringDtype) else cells
    return frame.assign(**changed)


def _texts(frame: pd.DataFrame) -> list[str]:
    return [
        name
        for name in frame.columns
        if isinstance(frame[name].dtype, pd.CategoricalDtype) or pd.api.types.is_string_dtype(frame[name])
        or pd.api.types.is_object_dtype(frame[name])
    ]  # fmt: skip


def _neutral(cell: object) -> object:
    return APOSTROPHE + cell if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _plain(cell: object) -> object:
    return cell[1:] if isinstance(cell, str) and _MARKED.match(cell) else cell
