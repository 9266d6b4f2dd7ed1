"""Yes and no, as coders write them."""

from __future__ import annotations

import pandas as pd

from framing.errors import TableError

YES = ("yes", "y", "true", "1")
NO = ("no", "n", "false", "0")
ACCEPTED = "yes or no (y/n, true/false, 1/0, in any case)"


def answer(cell: object) -> bool | None:
    """What the cell says: True, False, or None for an empty one. Raises ValueError for anything else.

    >>> [answer(cell) for cell in ("YES", " n ", 0, True, "", None)]
    [True, False, False, True, None, None]
    """
    if cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell):
        return None
    word = str(cell).strip().casefold()
    word = word.removesuffix(".0") if isinstance(cell, float) else word
    if not word:
        return None
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError(f"`{str(cell).strip()}` is no answer: write {ACCEPTED}, or leave it empty")


def answers_of(coded: pd.DataFrame) -> pd.Series:
    """The column ``correct`` as booleans, missing where nobody answered.

    Raises TableError that names the first row with something else.
    """
    values = []
    for index, cell in coded["correct"].items():
        try:
            values.append(answer(cell))
        except ValueError as error:
            raise TableError(f"column `correct`, row {index}: {error}") from error
    return pd.Series(values, index=coded.index, dtype="boolean")
