"""``--column NAME=THEIRS``: what a column of the user's table is called here, wherever articles are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from framing.errors import ChoiceError

EXAMPLE = "--column text=Body"

Column = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=THEIRS", help="The column NAME is called THEIRS in your table, as in text=Body. Repeatable."
    ),
]


def columns_of(pairs: Sequence[str] | None) -> dict[str, str]:
    """The pairs as `columns` of `load_corpus` takes them: their name to ours; ChoiceError when one is malformed.

    >>> columns_of(["text=Body", "outlet = Paper"])
    {'Body': 'text', 'Paper': 'outlet'}
    """
    columns: dict[str, str] = {}
    for pair in pairs or ():
        name, sign, theirs = (part.strip() for part in pair.partition("="))
        if not (name and sign and theirs):
            raise ChoiceError(f"--column {pair}: give the name here, =, and the name in your table: {EXAMPLE}")
        if theirs in columns:
            raise ChoiceError(f"--column {pair}: {theirs!r} is named already, as {columns[theirs]!r}; name it once")
        if name in columns.values():
            raise ChoiceError(f"--column {pair}: {name!r} is given a column already; one name, one column")
        columns[theirs] = name
    return columns
