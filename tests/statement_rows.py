"""How the tests write down an expected statement, and how they read what was found in the same form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from framing.find import Statement

Row = dict[str, Any]


def said(cue: str | None, source: str | None, *content: str, **more: object) -> Row:
    """An expected statement: its cue, its source, the parts of its content, and any other columns that matter."""
    return {"cue": cue, "source": source, "content": content, **more}


def read(statements: Iterable[Statement], text: str, expected: list[Row]) -> list[Row]:
    """The statements found, each reduced to the columns that its expected row names."""
    found = list(statements)
    columns = [tuple(row) for row in expected] + [("cue", "source", "content")] * (len(found) - len(expected))
    return [{name: _value(row, name, text) for name in names} for row, names in zip(found, columns)]


def _value(row: Statement, name: str, text: str) -> object:
    if name == "content":
        return tuple(text[start:end] for start, end in row.content_spans)
    return getattr(row, name)
