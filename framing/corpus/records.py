"""What the readers hand on: articles as they stood in a file, and those that could not be read."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Source:
    """A file to read; `name` is what ids are made of, `given` tells that the user named this very file."""

    path: Path
    name: str
    given: bool


@dataclass(frozen=True)
class Record:
    """One article as it stood: `values` by column.

    `row` is its number in a table (JSONL: its line), from 1; `site` the name that a web page gives itself.
    """

    file: str
    row: int | None
    default_id: str
    values: Mapping[str, Any]
    site: str | None = None


@dataclass(frozen=True)
class Excluded:
    """One article that was left out, and why."""

    file: str
    row: int | None
    doc_id: str | None
    reason: str

    def __str__(self) -> str:
        place = self.file if self.row is None else f"{self.file}, row {self.row}"
        return f"{place} ({self.doc_id}): {self.reason}" if self.doc_id else f"{place}: {self.reason}"


class FileProblem(Exception):
    """A whole file cannot be read; the message says why, without the file's name."""


class ArticleProblem(Exception):
    """One article cannot be read; the message says why, without its place."""


Item = Record | Excluded
Reader = Callable[[Source, Mapping[str, str]], Iterator[Item]]


def read_bytes(path: Path) -> bytes:
    """The file's bytes, unpacked when it ends in `.gz`; raises FileProblem."""
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if path.suffix.lower() == ".gz" else data
    except (OSError, EOFError, zlib.error) as error:
        raise FileProblem(f"cannot be opened: {error}") from error


def decode(data: bytes, offset: int = 0) -> str:
    """Bytes as UTF-8 without a byte-order mark; raises ArticleProblem with the offset of the first bad byte."""
    if offset == 0 and data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ArticleProblem("byte offset 0 holds the mark of UTF-16; save the file as UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ArticleProblem(bad_byte(data[error.start], offset + error.start)) from error
    return text.removeprefix("\ufeff") if offset == 0 else text


def bad_byte(byte: int, offset: int) -> str:
    """The reason for an article whose bytes are not UTF-8."""
    return f"byte 0x{byte:02x} at offset {offset} is not UTF-8; save the file as UTF-8 (no encoding is guessed)"


def renamed(values: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """The values under their new names; raises FileProblem when a new name is taken already."""
    result: dict[str, Any] = {}
    for old, value in values.items():
        name = columns.get(old, old)
        if name in result:
            raise FileProblem(f"column `{name}` stands there twice; rename or remove one")
        result[name] = value
    return result
