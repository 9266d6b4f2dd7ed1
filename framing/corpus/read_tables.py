"""Readers of files that hold many articles: JSON lines and Parquet (for CSV see `read_csv`)."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from framing.corpus.records import (
    ArticleProblem,
    Excluded,
    FileProblem,
    Item,
    Record,
    Source,
    decode,
    read_bytes,
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
    near += [folded[name] for name in difflib.get_close_matches("text", folded, n=1)]
    columns = ", ".join(repr(name) for name in found) or "none"
    likely = near[0] if near else "NAME"
    hint = f"{likely!r} looks like it. " if near else ""
    raise FileProblem(
        f"has no column `text`; its columns are {columns}. {hint}Rename the column to `text`, "
        f'or load_corpus(..., columns={{"{likely}": "text"}})'
    )


def read_jsonl(source: Source, columns: Mapping[str, str]) -> Iterator[Item]:
    """One JSON object a line; a line that is none is excluded alone. `row` is the number of the line."""
    file = str(source.path)
    keys: dict[str, None] = {}
    items: list[Item] = []
    offset = 0
    for row, line in enumerate(read_bytes(source.path).split(b"\n"), start=1):
        if line.strip():
            try:
                values = renamed(_parse(decode(line, offset)), columns)
                keys.update(dict.fromkeys(values))
                items.append(Record(file, row, f"{source.name}-{row}", values))
            except (ArticleProblem, FileProblem) as problem:
                items.append(Excluded(file, row, None, str(problem)))
        offset += len(line) + 1
    if keys:
        need_text(keys)
    yield from items


def read_parquet(source: Source, columns: Mapping[str, str]) -> Iterator[Item]:
    """One article a row of the table; nested values come as lists and dicts."""
    import pyarrow as pa
    from pyarrow import parquet

    file = str(source.path)
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
