"""A folder of tables: written whole under temporary names, then renamed; read back with its schema."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.cells import plain_cells
from framing.errors import StoreError
from framing.files import LocalFolder, whole_file
from framing.tables import SCHEMAS, to_frame, validate
from framing.writer import EXCLUDED, FORMATS, KEPT, LAYOUT, METADATA, NEUTRAL, TableWriter, writing_tables

if TYPE_CHECKING:
    from framing.analysis import Analysis

__all__ = ["FORMATS", "METADATA", "load", "read_table", "save", "write_table"]

FIRST = ("articles", "statements", "mentions", "exposure")  # the tables of folders that do not list theirs


def save(analysis: Analysis, folder: Path, *, format: str = "parquet", keep_formulas: bool = False) -> Path:
    """Write every table of ``framing.tables.SCHEMAS`` and ``excluded`` in a format, and the metadata.

    Texts stay out. Parquet files carry the metadata under the key ``framing`` as well. CSV is what people open in a
    spreadsheet: a cell that it would run as a formula ("=1+1", "-Moss") gets an apostrophe, which `load` takes away
    again; `keep_formulas` leaves such cells as they are, for programs that know nothing of it. Returns the folder;
    raises ChoiceError for a format that is none, StoreError when the folder cannot be written.
    """
    with writing_tables(LocalFolder(folder), analysis.meta, format=format, keep_formulas=keep_formulas) as tables:
        for name in (*SCHEMAS, EXCLUDED):
            frame: pd.DataFrame = getattr(analysis, name)
            tables.add(name, frame.drop(columns="text", errors="ignore") if name == "articles" else frame)
    return folder


def load(folder: Path) -> Analysis:
    """Read an analysis back; the articles have no texts, and tables that its suite did not know yet are empty."""
    from framing.analysis import Analysis

    try:
        meta: dict[str, Any] = json.loads((folder / METADATA).read_text("utf-8"))
        format, written = meta.pop("format"), meta.pop("tables", FIRST)
        neutral = meta.pop("formulas", KEPT) == NEUTRAL
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        hint = "make one with: framing analyze PATH --out DIR"
        raise StoreError(f"{folder} holds no analysis ({METADATA}: {error}); {hint}") from error
    layout = meta.pop("layout", LAYOUT)
    if not isinstance(layout, int) or layout > LAYOUT:
        told = f"{folder} was written by a newer suite (its layout is {layout!r}, this one reads {LAYOUT})"
        raise StoreError(f"{told}; update the suite (`git pull` in its clone), or analyse the articles again")
    rows = meta.pop("rows", {})
    tables = {name: read_table(folder / f"{name}.{format}", neutral=neutral) for name in (*written, EXCLUDED)}
    for name, number in rows.items():
        if name in tables and len(tables[name]) != number:
            told = f"{folder / name}.{format} has {len(tables[name]):,} rows where {METADATA} says {number:,}"
            raise StoreError(f"{told}: it was cut short or edited; run framing analyze again")
    tables = {**{name: to_frame(name, []) for name in SCHEMAS if name not in written}, **tables}
    checked = {name: validate(name, _with_flags(name, tables[name])) for name in SCHEMAS}
    return Analysis(**checked, excluded=tables[EXCLUDED], meta=meta)


def write_table(frame: pd.DataFrame, path: Path, *, meta: str = "{}", keep_formulas: bool = False) -> Path:
    """Write one table as Parquet or CSV, by the path's suffix, whole or not at all; CSV as `save` does."""
    with whole_file(path) as file:
        writer = TableWriter(file, path.suffix.removeprefix("."), meta=meta, keep_formulas=keep_formulas)
        writer.add(frame)
        writer.close()
    return path


def read_table(path: Path, *, neutral: bool = True) -> pd.DataFrame:
    """One table that `write_table` wrote; `neutral` tells that its formulas are neutralised. Raises StoreError."""
    try:
        if path.suffix == ".csv":
            _check_end(path)
            found = pd.read_csv(path, dtype="string", keep_default_na=False, na_values=[""])
            return plain_cells(found) if neutral else found
        return pd.read_parquet(path, page_checksum_verification=True)
    except (OSError, ValueError) as error:
        raise StoreError(f"cannot read the table {path}: {error}; run framing analyze again") from error


def _check_end(path: Path) -> None:
    """Every row of a CSV ends its line; raises ValueError where the last does not."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        if file.read(1) not in (b"\n", b""):
            raise ValueError("it is cut short in the middle of a row")


def _with_flags(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """CSV has flags as words; anything but True and False is left for the schema to refuse."""
    words = {"True": True, "False": False}
    flags = [name for name, column in SCHEMAS[table].columns.items() if str(column.dtype) == "bool"]
    return frame.assign(**{name: frame[name].replace(words) for name in flags if name in frame and len(frame)})
