"""A folder of tables: written whole under temporary names, then renamed; read back with its schema."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.errors import ChoiceError, StoreError
from framing.tables import SCHEMAS, to_frame, validate

if TYPE_CHECKING:
    from framing.analysis import Analysis

FORMATS = ("parquet", "csv")
METADATA = "metadata.json"
FIRST = ("articles", "statements", "mentions", "exposure")  # the tables of folders that do not list theirs


def save(analysis: Analysis, folder: Path, *, format: str = "parquet") -> Path:
    """Write every table of ``framing.tables.SCHEMAS`` and ``excluded`` in a format, and the metadata.

    Texts stay out. Parquet files carry the metadata under the key ``framing`` as well. Returns the folder; raises
    ChoiceError for a format that is none, StoreError when the folder cannot be written.
    """
    if format not in FORMATS:
        raise ChoiceError.of("format", format, FORMATS)
    tables = {name: getattr(analysis, name) for name in (*SCHEMAS, "excluded")}
    tables["articles"] = tables["articles"].drop(columns="text", errors="ignore")
    meta = json.dumps({**analysis.meta, "format": format, "tables": list(SCHEMAS)}, indent=2, ensure_ascii=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, frame in tables.items():
            for other in FORMATS:
                if other != format:
                    (folder / f"{name}.{other}").unlink(missing_ok=True)
            write_table(frame, folder / f"{name}.{format}", meta=meta)
        _replace(folder / METADATA, meta.encode())
    except OSError as error:
        raise StoreError(f"cannot write the tables to {folder}: {error}; choose another folder with --out") from error
    return folder


def load(folder: Path) -> Analysis:
    """Read an analysis back; the articles have no texts, and tables that its suite did not know yet are empty."""
    from framing.analysis import Analysis

    try:
        meta: dict[str, Any] = json.loads((folder / METADATA).read_text("utf-8"))
        format, written = meta.pop("format"), meta.pop("tables", FIRST)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        hint = "make one with: framing analyze PATH --out DIR"
        raise StoreError(f"{folder} holds no analysis ({METADATA}: {error}); {hint}") from error
    tables = {name: _read(folder / f"{name}.{format}") for name in (*written, "excluded")}
    tables = {**{name: to_frame(name, []) for name in SCHEMAS if name not in written}, **tables}
    checked = {name: validate(name, _with_flags(name, tables[name])) for name in SCHEMAS}
    return Analysis(**checked, excluded=tables["excluded"], meta=meta)


def write_table(frame: pd.DataFrame, path: Path, *, meta: str = "{}") -> Path:
    """Write one table as Parquet or CSV, by the path's suffix, whole or not at all."""
    plain = frame.copy(deep=False)
    plain.attrs = {}
    if path.suffix == ".csv":
        data = plain.to_csv(index=False, date_format="%Y-%m-%d").encode("utf-8", "surrogatepass")
        return _replace(path, data)
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(plain, preserve_index=False)
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), b"framing": meta.encode()})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return _replace(path, sink.getvalue().to_pybytes())


def _read(path: Path) -> pd.DataFrame:
    try:
        if path.suffix == ".csv":
            return pd.read_csv(path, dtype="string", keep_default_na=False, na_values=[""])
        return pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise StoreError(f"cannot read the table {path}: {error}; run framing analyze again") from error


def _with_flags(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """CSV has flags as words; anything but True and False is left for the schema to refuse."""
    words = {"True": True, "False": False}
    flags = [name for name, column in SCHEMAS[table].columns.items() if str(column.dtype) == "bool"]
    return frame.assign(**{name: frame[name].replace(words) for name in flags if name in frame and len(frame)})


def _replace(path: Path, data: bytes) -> Path:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    return path
