"""Tables written row by row, so that none has ever to be in memory as a whole; the same bytes however rows come."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from framing.cells import csv_text, neutral_cells
from framing.errors import ChoiceError, StoreError
from framing.files import UNFINISHED, Folder
from framing.tables import SCHEMAS

FORMATS = ("parquet", "csv")
METADATA = "metadata.json"
LAYOUT = 1  # of a folder of tables; raise it when an older suite would read a newer folder wrongly
NEUTRAL, KEPT = "neutral", "kept"  # what became of cells that a spreadsheet takes for formulas; see framing.cells
EXCLUDED = "excluded"
WITHOUT_TEXT = ("articles", "statements", "exposure", EXCLUDED)  # tables that are never written with a column `text`
_BETWEEN = re.compile(r'["\s]*[,;\t]["\s]*')  # the names of columns in the first line of a table as text
_LONGEST_HEADER = 2**20  # bytes
GROUP = 16_384  # rows of a Parquet row group: what is in memory of a table that is being written


class TableWriter:
    """One table written to a file as Parquet or CSV, in groups of rows that do not depend on how the rows come."""

    def __init__(self, file: BinaryIO, format: str, *, meta: str = "{}", keep_formulas: bool = False) -> None:
        self.rows = 0
        self._file, self._format, self._meta, self._keep = file, format, meta, keep_formulas
        self._parquet: pq.ParquetWriter | None = None
        self._pending: list[pd.DataFrame] = []
        self._waiting = 0
        self._begun = False

    def add(self, frame: pd.DataFrame) -> None:
        """Further rows; the columns have the names and types of those before."""
        if self._format != "csv" and self._parquet is None:
            schema = pa.Schema.from_pandas(frame, preserve_index=False)
            schema = schema.with_metadata({**(schema.metadata or {}), b"framing": self._meta.encode()})
            self._parquet = pq.ParquetWriter(self._file, schema, compression="zstd", write_page_checksum=True)
        plain = frame.copy(deep=False)
        plain.attrs = {}
        self._pending.append(plain)
        self._waiting += len(plain)
        self.rows += len(plain)
        if self._waiting >= GROUP:
            self._write(self._waiting - self._waiting % GROUP)

    def close(self) -> None:
        """Write what is left."""
        if self._waiting or not self._begun:
            self._write(self._waiting)
        if self._parquet:
            self._parquet.close()

    def _write(self, count: int) -> None:
        """Write so many of the rows that wait, in groups."""
        waiting = self._pending[0] if len(self._pending) == 1 else pd.concat(self._pending, ignore_index=True)
        for first in range(0, max(count, 1), GROUP):
            group = waiting.iloc[first : min(first + GROUP, count)]
            if self._parquet:
                table = pa.Table.from_pandas(group, schema=self._parquet.schema, preserve_index=False)
                self._parquet.write_table(table, row_group_size=GROUP)
            else:
                cells = group if self._keep else neutral_cells(group)
                text = csv_text(cells, date_format="%Y-%m-%d", header=not self._begun)
                self._file.write(text.encode("utf-8", "surrogatepass"))
            self._begun = True
        self._pending, self._waiting = [waiting.iloc[count:]], self._waiting - count


class Tables:
    """The tables of a folder while they are written; `writing_tables` makes it."""

    def __init__(self, folder: Folder, files: ExitStack, meta: Mapping[str, Any], keep_formulas: bool) -> None:
        self._folder, self._files, self._keep = folder, files, keep_formulas
        self._format = str(meta["format"])
        self._told = json.dumps(dict(meta), indent=2, ensure_ascii=False)
        self.writers: dict[str, TableWriter] = {}

    def add(self, name: str, frame: pd.DataFrame) -> None:
        """Further rows of a table; the first make its file, so that a table without rows needs a frame without rows."""
        if name not in self.writers:
            file = self._files.enter_context(self._folder.writing(f"{name}.{self._format}"))
            self.writers[name] = TableWriter(file, self._format, meta=self._told, keep_formulas=self._keep)
        self.writers[name].add(frame)

    @property
    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        return {name: self.writers[name].rows for name in (*SCHEMAS, EXCLUDED) if name in self.writers}


@contextmanager
def writing_tables(
    folder: Folder, meta: Mapping[str, Any], *, format: str = "parquet", keep_formulas: bool = False
) -> Iterator[Tables]:
    """Write tables to a folder, which holds no analysis until all are whole: the metadata go first and come last.

    Raises ChoiceError for a format that is none, StoreError when the folder cannot be written or holds articles that a
    table would replace.
    """
    if format not in FORMATS:
        raise ChoiceError.of("format", format, FORMATS)
    spare_articles(folder)
    formulas = NEUTRAL if format == "csv" and not keep_formulas else KEPT
    record = {**meta, "format": format, "formulas": formulas, "tables": list(SCHEMAS)}
    try:
        with ExitStack() as files:
            tables = Tables(folder, files, record, keep_formulas)
            yield tables
            for writer in tables.writers.values():
                writer.close()
            folder.remove(METADATA)
        _remove_others(folder, format)
        record |= {"layout": LAYOUT, "rows": tables.rows}
        with folder.writing(METADATA) as file:
            file.write(json.dumps(record, indent=2, ensure_ascii=False).encode())
    except OSError as error:
        hint = "free some space or choose another folder with --out"
        raise StoreError(f"cannot write the tables to {folder.address}: {error}; {hint}") from error


def spare_articles(folder: Folder) -> None:
    """Raise StoreError where a file of articles has a table's name (articles.csv), so that tables would replace it.

    It is known by its column `text`, which no table of that name is written with.
    """
    for name in folder.names():
        table, _, format = name.rpartition(".")
        if table in WITHOUT_TEXT and format in FORMATS and "text" in _columns(folder, name):
            where = f"{name} in {folder.address} holds articles (it has a column `text`)"
            raise StoreError(f"{where}, and tables written there would replace it; choose another folder with --out")


def _columns(folder: Folder, name: str) -> list[str]:
    """The columns of a table; none of one that cannot be read."""
    try:
        with folder.opened(name) as file:
            if name.endswith(".parquet"):
                return list(pq.read_schema(file).names)
            header = file.readline(_LONGEST_HEADER).decode("utf-8-sig", "replace")
            return _BETWEEN.split(header.strip(' "\r\n'))
    except (OSError, pa.ArrowException):
        return []


def _remove_others(folder: Folder, format: str) -> None:
    """Remove tables in another format, and what runs that were killed have left unfinished."""
    own = (*SCHEMAS, EXCLUDED, METADATA)
    others = {f"{name}.{other}" for name in own for other in FORMATS if other != format}
    for name in folder.names():
        if name in others or (name.endswith(UNFINISHED) and name.split(".")[0] in {one.split(".")[0] for one in own}):
            folder.remove(name)
