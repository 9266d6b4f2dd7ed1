"""Tables for people who open them in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

# What makes a spreadsheet take a cell for a formula (CWE-1236).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")
APOSTROPHE = "'"


def neutral_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with an apostrophe before each string that a spreadsheet would run as a formula.

    Numbers, dates and missing cells stay as they are. `plain_cells` takes the apostrophes away again.

    >>> neutral_cells(pd.DataFrame({"hit": ["=1+1", "rebels"], "start": [-1, 4]})).values.tolist()
    [["'=1+1", -1], ['rebels', 4]]
    """
    return frame.assign(**{name: frame[name].map(_neutral) for name in _texts(frame)})


def plain_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as it was before `neutral_cells`.

    >>> plain_cells(pd.DataFrame({"hit": ["'=1+1", "'tis"]}))["hit"].tolist()
    ['=1+1', "'tis"]
    """
    return frame.assign(**{name: frame[name].map(_plain) for name in _texts(frame)})


def write_cells(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write the frame as CSV (RFC 4180, UTF-8 with the mark by which Excel knows it), formula cells neutralised.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     pd.read_csv(write_cells(pd.DataFrame({"hit": ["=1+1"]}), f"{folder}/hits.csv"))["hit"].tolist()
    ["'=1+1"]
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    neutral_cells(frame).to_csv(target, index=False, lineterminator="\r\n", encoding="utf-8-sig")
    return target


def _texts(frame: pd.DataFrame) -> list[str]:
    return [
        name
        for name in frame.columns
        if isinstance(frame[name].dtype, pd.CategoricalDtype) or pd.api.types.is_string_dtype(frame[name])
        or pd.api.types.is_object_dtype(frame[name])
    ]  # fmt: skip


def _neutral(cell: object) -> object:
    return APOSTROPHE + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _plain(cell: object) -> object:
    marked = isinstance(cell, str) and cell.startswith(APOSTROPHE) and cell[1:].startswith(FORMULA)
    return str(cell)[1:] if marked else cell
