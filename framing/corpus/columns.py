"""Cells of the columns that users bring along: what is missing, and one type a column."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

_LARGEST_WHOLE = 2**63


def given(value: Any) -> bool:
    """Whether a cell holds something: neither None, NaN nor NaT, nor a blank string.

    >>> [given(value) for value in (None, float("nan"), " ", "NA", 0, [])]
    [False, False, False, True, True, True]
    """
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and (isinstance(value, (list, dict)) or not pd.isna(value))


def settled(cells: list[Any]) -> pd.Series:
    """The cells as a column of one type that can be stored: types that do not mix become strings.

    >>> str(settled([1, None]).dtype), settled([1, "b"]).tolist()
    ('Int64', ['1', 'b'])
    """
    types = {type(cell) for cell in cells if cell is not None}
    if types == {bool}:
        return pd.Series(cells, dtype="boolean")
    if types == {int} and all(cell is None or -_LARGEST_WHOLE <= cell < _LARGEST_WHOLE for cell in cells):
        return pd.Series(cells, dtype="Int64")
    if types in ({float}, {int, float}):
        return pd.Series([None if cell is None else float(cell) for cell in cells], dtype="Float64")
    if types <= {str} or len(types) > 1 or types == {int}:
        return pd.Series([_as_string(cell) for cell in cells], dtype="string")
    return pd.Series(cells, dtype="object").infer_objects()


def whole(value: Any) -> Any:
    """A number without its empty fraction: tables with missing cells hold 7 as 7.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def as_json(value: Any) -> str:
    """A list or mapping as JSON text."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _as_string(cell: Any) -> str | None:
    if isinstance(cell, (list, dict)):
        return as_json(cell)
    return None if cell is None else str(cell)
