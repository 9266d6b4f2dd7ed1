"""Examples with brackets: which words of a hit must be hit."""

from __future__ import annotations

from collections.abc import Iterator

from framing.lexicon.keys import Scope
from framing.lexicon.model import Problem


def unmark(example: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The example without its brackets, and the character span of each bracketed stretch in it.

    Raises ValueError that says what is wrong with the brackets (unbalanced, nested, empty, padded).

    >>> unmark("Israel [claimed] it.")
    ('Israel claimed it.', ((7, 14),))
    """
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length, begun = 0, -1
    for char in example:
        if char == "[":
            if begun >= 0:
                raise ValueError("a bracket opens inside brackets")
            begun = length
        elif char == "]":
            if begun < 0:
                raise ValueError("a bracket closes that was not opened")
            stretch = "".join(parts[begun:])
            if not stretch or stretch != stretch.strip():
                raise ValueError("the brackets are empty or hold a space at an edge")
            spans.append((begun, length))
            begun = -1
        else:
            parts.append(char)
            length += 1
    if begun >= 0:
        raise ValueError("a bracket opens that is not closed")
    return "".join(parts), tuple(spans)


def check_marks(scope: Scope) -> Iterator[Problem]:
    """Hits without brackets or with wrong ones, misses with brackets."""
    for key in ("hits", "misses"):
        for example in scope.strings(key):
            try:
                spans = unmark(example)[1]
            except ValueError as error:
                yield scope.problem(key, f"{error}: {example!r}", "write hits like `They [claimed] it.`")
                continue
            if key == "hits" and not spans:
                yield scope.problem(
                    key, f"no brackets in the hit {example!r}", "put [brackets] round the words to be hit"
                )
            if key == "misses" and spans:
                yield scope.problem(key, f"brackets in the miss {example!r}", "take them out: nothing is hit in a miss")
