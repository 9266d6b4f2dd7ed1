"""Where a value stands in a column of an article."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.parse.tokens import Tokens

FIRST_CAPITAL, N_CAPITALS, LAST_ASCII = ord("A"), 26, 127


def places(column: list[str], value: str) -> list[int]:
    """The numbers of the tokens with this value, in text order: in half the time of a loop.

    >>> places(["DET", "NOUN", "VERB", "NOUN"], "NOUN")
    [1, 3]
    """
    found: list[int] = []
    find, at = column.index, -1
    try:
        while True:
            at = find(value, at + 1)
            found.append(at)
    except ValueError:
        return found


def places_in(tokens: Tokens, column: str, value: str) -> list[int]:
    """The same for a column of an article by its name: in a quarter of the time where spaCy has just parsed it.

    >>> from framing.parse import parse_text
    >>> places_in(parse_text("The mayor left the hall."), "pos", "NOUN")
    [1, 4]
    """
    if tokens.numbered is None:
        return places(getattr(tokens, column), value)
    told = tokens.numbered
    found: list[int] = (told.column(column) == told.strings.number(value)).nonzero()[0].tolist()
    return found


def places_among(tokens: Tokens, values: frozenset[str], *, column: str = "lower") -> list[int]:
    """The numbers of the tokens with one of these lower-cased forms (or values of another column), in text order.

    >>> from framing.parse import parse_text
    >>> places_among(parse_text("The mayor left the hall."), frozenset(("the", "hall")))
    [0, 3, 4]
    """
    if tokens.numbered is None:
        return [token for token, value in enumerate(getattr(tokens, column)) if value in values]
    found: list[int] = tokens.numbered.told(column, values.__contains__, bool).nonzero()[0].tolist()
    return found


def numbers_of(tokens: Tokens, column: str) -> npt.NDArray[np.intp]:
    """The column ``start`` or ``sentence`` of an article as an array.

    >>> from framing.parse import parse_text
    >>> numbers_of(parse_text("The mayor left."), "start").tolist()
    [0, 4, 10, 14]
    """
    if tokens.numbered is None:
        return np.fromiter(getattr(tokens, column), np.intp, len(tokens))
    found: npt.NDArray[np.intp] = tokens.numbered.column(column)
    return found


def capitals(tokens: Tokens) -> list[int]:
    """The numbers of the tokens that begin with a capital, in text order.

    >>> from framing.parse import parse_text
    >>> capitals(parse_text("The mayor met Ada \u00c5berg."))
    [0, 3, 4]
    """
    text = tokens.text
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).take(numbers_of(tokens, "start"))
    capital = (letters - FIRST_CAPITAL) < N_CAPITALS  # unsigned: what is less than the first is far more
    if not text.isascii():
        for code in set(letters.compress(letters > LAST_ASCII).tolist()):
            if chr(code).isupper():
                capital |= letters == code
    found: list[int] = capital.nonzero()[0].tolist()
    return found
