"""What the readers hand on: articles as they stood in a file, and those that could not be read."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

LONGEST_ARTICLE = 2_000_000  # characters: a book; what is longer is no article, and its parse would fill the memory
LARGEST_PAGE = 32 * 2**20  # bytes of a file, or a line of JSON, that holds one article with all that goes with it
_BLOCK = 2**20


@dataclass(frozen=True)
class Source:
    """A file to read; `name` is what ids are made of, `given` tells that the user named this very file."""

    path: Path
    name: str
    given: bool

    @property
    def file(self) -> str:
        """The path as text for tables and messages."""
        return printable(self.path)


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


def printable(path: str | os.PathLike[str]) -> str:
    """A path as text that can be written anywhere: bytes of a name that are not UTF-8 as escapes.

    >>> printable("caf\\udce9.txt")
    'caf\\\\xe9.txt'
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def read_bytes(path: Path, *, most: int | None = None) -> bytes:
    """The file's bytes, unpacked when it ends in `.gz`.

    Raises FileProblem; ArticleProblem where there are more than `most`, which are not read.
    """
    with _opened(path) as file:
        data = file.read() if most is None else file.read(most + 1)
    if most is not None and len(data) > most:
        raise ArticleProblem(f"the file has over {most:,} bytes (LARGEST_PAGE), too many for one article; split it")
    return data


def read_lines(path: Path, *, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Each line with the offset of its first byte; None for a line of more bytes than the longest, which is not kept.

    Lines end in ``\\n`` and are read one by one. Raises FileProblem, as late as at the end of a file cut short.
    """
    with _opened(path) as file:
        offset = 0
        while line := file.readline(longest + 1):
            size, whole = len(line), len(line) <= longest or line.endswith(b"\n")
            if not whole:
                while part := file.readline(_BLOCK):
                    size += len(part)
                    if part.endswith(b"\n"):
                        break
            yield offset, line.removesuffix(b"\n") if whole else None
            offset += size


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        packed = path.suffix.lower() == ".gz"
        with cast(IO[bytes], gzip.open(path) if packed else path.open("rb")) as file:
            yield file
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
