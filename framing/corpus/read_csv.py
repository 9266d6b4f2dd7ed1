"""Reader of comma-, semicolon- or tab-separated tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import accumulate

from framing.corpus.read_tables import need_text
from framing.corpus.records import (
    ArticleProblem,
    Excluded,
    FileProblem,
    Item,
    Record,
    Source,
    bad_byte,
    decode,
    read_bytes,
    renamed,
)

_DELIMITERS = (",", ";", "\t")
_LARGEST_FIELD = 2**31 - 1
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_MARK = "\ufeff"


@dataclass(frozen=True)
class _Row:
    """Fields with the lines [first, end) they come from; `error` instead of fields when they cannot be told."""

    first: int
    end: int
    fields: list[str]
    error: str | None = None


def read_csv(source: Source, columns: Mapping[str, str]) -> Iterator[Item]:
    """A table with a header. All cells are strings as they stand (`007`, `NA`), the empty cell is missing.

    The separator is the first of comma, semicolon and tab that gives a column `text`. Quotation marks are read
    strictly, so that a forgotten one cannot swallow the articles below it: the lines that are broken are
    excluded together, and reading goes on at the next line that has the header's number of fields.
    """
    data = read_bytes(source.path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _header_problem(data)
    text = data.decode("utf-8", "surrogateescape")
    lines = list(io.StringIO(text.removeprefix(_MARK), newline=""))
    places = _byte_places(lines, 3 if text.startswith(_MARK) else 0) if _ESCAPED_BYTE.search(text) else []
    with _large_fields():
        delimiter, header, rows = _open(lines, columns)
        items = list(_items(source, header, _mended(_rows(lines, delimiter, rows), len(header)), lines, places))
    for item in items:
        yield replace(item, values=renamed(item.values, columns)) if isinstance(item, Record) else item


def _header_problem(data: bytes) -> None:
    try:
        decode(data)
    except ArticleProblem as problem:
        raise FileProblem(str(problem)) from problem


def _open(lines: list[str], columns: Mapping[str, str]) -> tuple[str, list[str], int]:
    start = next((number for number, line in enumerate(lines) if line.strip()), None)
    if start is None:
        raise FileProblem("is empty; its first line must name the columns")
    headers = {}
    for delimiter in _DELIMITERS:
        row = next(_rows(lines, delimiter, start))
        names = [name.strip() or f"column_{number}" for number, name in enumerate(row.fields, start=1)]
        headers[delimiter] = (names, row.end)
        if "text" in (columns.get(name, name) for name in names):
            break
    else:
        delimiter = max(_DELIMITERS, key=lines[start].count)
    names, end = headers[delimiter]
    if any(_ESCAPED_BYTE.search(name) for name in names):
        _header_problem("".join(lines[start:end]).encode("utf-8", "surrogateescape"))
    if len(set(names)) < len(names):
        raise FileProblem(f"names a column twice in its header: {', '.join(names)}")
    need_text(renamed(dict.fromkeys(names), columns))
    return delimiter, names, end


def _rows(lines: list[str], delimiter: str, start: int) -> Iterator[_Row]:
    first = start
    while start < len(lines):
        reader = csv.reader((lines[at] for at in range(start, len(lines))), delimiter=delimiter, strict=True)
        try:
            for fields in reader:
                end = start + reader.line_num
                yield _Row(first, end, fields)
                first = end
            return
        except csv.Error as error:
            yield _Row(first, first + 1, [], str(error))
            start = first = first + 1


def _mended(rows: Iterator[_Row], width: int) -> Iterator[_Row]:
    """The rows, with all lines between a broken row and the next whole one taken into the broken row."""
    broken: _Row | None = None
    for row in rows:
        if row.error is not None:
            broken = _Row(broken.first, row.end, [], broken.error) if broken else row
        elif broken and not _whole(row.fields, width):
            broken = _Row(broken.first, row.end, [], broken.error)
        else:
            if broken:
                yield broken
                broken = None
            yield row
    if broken:
        yield broken


def _whole(fields: list[str], width: int) -> bool:
    return len(fields) == width > 1 and not any(field.startswith(" ") for field in fields)


def _items(
    source: Source, header: list[str], rows: Iterator[_Row], lines: list[str], places: list[int]
) -> Iterator[Item]:
    file = source.file
    number = 0
    for row in rows:
        if row.error is None and not any(row.fields):
            continue
        number += 1
        reason = _reason(row, len(header), lines, places)
        if reason:
            yield Excluded(file, number, None, reason)
        else:
            cells = (field if field else None for field in row.fields)
            yield Record(file, number, f"{source.name}-{number}", dict(zip(header, cells, strict=True)))


def _reason(row: _Row, width: int, lines: list[str], places: list[int]) -> str | None:
    where = f"line {row.first + 1}" if row.end == row.first + 1 else f"lines {row.first + 1} to {row.end}"
    if row.error is not None:
        return f"{where} cannot be read as a row ({row.error}); inside quotation marks write a quotation mark twice"
    if places:
        for at in range(row.first, row.end):
            bad = _ESCAPED_BYTE.search(lines[at])
            if bad:
                before = len(lines[at][: bad.start()].encode("utf-8", "surrogateescape"))
                return bad_byte(ord(bad[0]) - 0xDC00, places[at] + before)
    if len(row.fields) != width:
        return f"{where}: {len(row.fields)} fields where the header names {width}"
    return None


def _byte_places(lines: list[str], start: int) -> list[int]:
    return list(accumulate((len(line.encode("utf-8", "surrogateescape")) for line in lines), initial=start))


@contextmanager
def _large_fields() -> Iterator[None]:
    before = csv.field_size_limit(_LARGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)
