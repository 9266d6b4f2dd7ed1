"""Readers of files that hold many articles: JSON lines and Parquet (for CSV see `read_csv`)."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from framing.corpus.records import (
    LARGEST_PAGE,
    ArticleProblem,
    Excluded,
    FileProblem,
    Item,
    Record,
    Source,
    decode,
    read_lines,
    renamed,
)

_OFTEN_THE_TEXT = (
    "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "main_text", "story", "raw_text",
)  # fmt: skip
_PANDAS_INDEX = re.compile(r"__index_level_\d+__")


def need_text(found: Collection[str]) -> None:
    """Raises FileProblem, with the columns found and the likeliest one, when none of them is `text`."""
    if "text" in found:
        return
    folded = {name.strip().lower(): name for name in found}
    near = [folded[name] for name in ("text", *_OFTEN_THE_TEXT) if name in folded]
    near += [folded[name] for name in difflib.get_close_matches("text", folded, n=1, cutoff=0.7)]
    columns = ", ".join(repr(name) for name in found) or "none"
    likely = near[0] if near else "NAME"
    hint = f"{likely!r} looks like it. " if near else ""
    raise FileProblem(
        f"has no column `text`; its columns are {columns}. {hint}Rename the column to `text`, "
        f'or say so: --column "text={likely}" for a command, load_corpus(..., columns={{"{likely}": "text"}}) in Python'
    )


def read_jsonl(source: Source, columns: Mapping[str, str]) -> Iterator[Item]:
    """One JSON object a line; a line that is none, or is too long for an article, is excluded alone.

    `row` is the number of the line. Of a packed file that is cut short what can be unpacked is read.
    """
    keys: dict[str, None] = {}
    items: list[Item] = []
    row = 0
    try:
        for row, (offset, line) in enumerate(read_lines(source.path, longest=LARGEST_PAGE), start=1):
            if line is None or line.strip():
                item = _line(source, row, offset, line, columns)
                items.append(item)
                keys.update(dict.fromkeys(item.values if isinstance(item, Record) else ()))
    except FileProblem as problem:
        if not items:
            raise
        items.append(Excluded(source.file, row + 1, None, f"this line and all below it: {problem}"))
    if keys:
        need_text(keys)
    yield from items


def _line(source: Source, row: int, offset: int, line: bytes | None, columns: Mapping[str, str]) -> Item:
    try:
        if line is None:
            raise ArticleProblem(f"the line has over {LARGEST_PAGE:,} bytes (LARGEST_PAGE), too many for one article")
        values = renamed(_parse(decode(line, offset)), columns)
    except (ArticleProblem, FileProblem) as problem:
        return Excluded(source.file, row, None, str(problem))
    return Record(source.file, row, f"{source.name}-{row}", values)


def read_parquet(source: Source, columns: Mapping[str, str]) -> Iterator[Item]:
    """One article a row of the table; nested values come as lists and dicts."""
    import pyarrow as pa
    from pyarrow import parquet

    file = source.file
    try:
        with parquet.ParquetFile(source.path) as opened:
            table = opened.read()
    except (pa.ArrowException, OSError) as error:
        raise FileProblem(f"cannot be read as Parquet: {error}") from error
    names = [name for name in table.column_names if not _PANDAS_INDEX.fullmatch(name)]
    need_text(renamed(dict.fromkeys(names), columns))
    if len(set(names)) < len(names):
        raise FileProblem("has two columns of one name; rename one")
    cells = [list(table.column(name)) for name in names]
    for row in range(1, table.num_rows + 1):
        try:
            values = {name: _plain(name, column[row - 1]) for name, column in zip(names, cells, strict=True)}
        except ArticleProblem as problem:
            yield Excluded(file, row, None, str(problem))
            continue
        yield Record(file, row, f"{source.name}-{row}", renamed(values, columns))


def _plain(name: str, cell: Any) -> Any:
    try:
        return cell.as_py()
    except UnicodeDecodeError as error:
        raise ArticleProblem(f"`{name}` is not UTF-8 at byte {error.start} of the cell") from error
    except (ValueError, OverflowError) as error:
        raise ArticleProblem(f"`{name}` cannot be read: {error}") from error


def _parse(line: str) -> dict[str, Any]:
    try:
        parsed = json.loads(line)
    except json.JSONDecodeError as error:
        raise ArticleProblem(f"is not JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise ArticleProblem(f"is not JSON that can be read: {error}") from error
    if not isinstance(parsed, dict):
        raise ArticleProblem(f'is a JSON {type(parsed).__name__}, not an object like {{"text": ...}}')
    return parsed
