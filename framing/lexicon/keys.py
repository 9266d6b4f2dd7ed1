"""Which keys a lexicon file may hold, and the one check of a TOML table against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from framing.lexicon.model import Problem
from framing.lexicon.read import RawLexicon
from framing.lexicon.words import did_you_mean

# What a value may be: one string, a list of strings (one string stands for a list of one), a TOML table.
STRING, STRINGS = "a string", "a string or a list of strings"
WORDS = "a table of words with a reason each, as [omitted]"
TABLE, TABLES = "a table of tables, as [sources.smith1990]", "an array of tables, [[term]]"

HEAD = {
    "name": STRING, "version": STRING, "title": STRING, "kind": STRING, "examples": STRING, "extends": STRING,
    "remove": STRINGS, "omitted": WORDS, "sources": TABLE, "categories": TABLE, "term": TABLES,
}  # fmt: skip
SOURCE = {"cite": STRING}
CATEGORY = {"means": STRING, "group": STRING, "hits": STRINGS, "misses": STRINGS}
TERM = {
    "id": STRING, "lemma": STRINGS, "text": STRINGS, "pos": STRINGS, "category": STRING, "source": STRING,
    "note": STRING, "hits": STRINGS, "misses": STRINGS, "governs": STRINGS, "not_before": STRINGS,
    "not_after": STRINGS, "act": STRING, "field": STRING, "referent": STRING,
}  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """One table of a file and the name under which its problems are reported."""

    raw: RawLexicon
    table: str
    label: str | None
    data: Mapping[str, Any]

    def problem(self, key: str, message: str, mend: str) -> Problem:
        """A problem at the line of that key of this table."""
        return Problem(self.raw.file, self.raw.line(self.table, key), self.label, message, mend)

    def string(self, key: str) -> str | None:
        """The value of the key when it is a string that says something, else None."""
        value = self.data.get(key)
        return value.strip() if isinstance(value, str) and value.strip() else None

    def strings(self, key: str) -> tuple[str, ...]:
        """The strings of the key, one or several; what is no string is left out (`check_keys` reports it)."""
        value = self.data.get(key)
        if value is None:
            return ()
        listed = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return tuple(one.strip() for one in listed if isinstance(one, str) and one.strip())


def check_keys(scope: Scope, known: Mapping[str, str], *, required: tuple[str, ...]) -> Iterator[Problem]:
    """Unknown keys, missing keys, values of a wrong type, empty strings."""
    for key, value in scope.data.items():
        if key not in known:
            mend = f"take it out or use one of: {', '.join(known)}"
            yield scope.problem(key, f"unknown key `{key}`{did_you_mean(key, known)}", mend)
        elif not _is(value, known[key]):
            yield scope.problem(key, f"`{key}` is {_named(value)}", f"write {known[key]}")
        elif _is_empty(value):
            yield scope.problem(key, f"`{key}` holds an empty string", "write it or take the key out")
    for key in required:
        if key not in scope.data:
            yield scope.problem("", f"`{key}` is missing", f"add `{key}` ({known[key]})")


def _is(value: object, kind: str) -> bool:
    if kind == STRING:
        return isinstance(value, str)
    if kind == STRINGS:
        return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))
    if kind == WORDS:
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    if kind == TABLE:
        return isinstance(value, dict) and all(isinstance(one, dict) for one in value.values())
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _is_empty(value: object) -> bool:
    listed = value if isinstance(value, list) else [value]
    return any(isinstance(one, str) and not one.strip() for one in listed)


def _named(value: object) -> str:
    if isinstance(value, list):
        return "a list of other things"
    if isinstance(value, dict):
        return "a table" if all(isinstance(one, dict) for one in value.values()) else "a table of other things"
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string"}
    return names.get(type(value), "a date or time")
