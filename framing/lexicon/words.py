"""Small rules on words: how a phrase splits into tokens, and the nearest known name to a mistyped one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from sys import intern

_OPENING = re.compile(r"""[\[("'‘“$#]""")
_CLOSING = re.compile(r"""[\])"'’”%,;:!?]$""")
_CONTRACTION = re.compile(r"(n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_CANNOT = re.compile(r"(can)(not)", re.IGNORECASE)
_INNER = re.compile(r"(?<=[^\W\d_])(--|[-–—/])(?=[^\W\d_])")


def phrase_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, lower-cased, as spaCy's English tokenizer separates them in running text.

    Hyphens and slashes between letters, clitics ('s, n't, 're ...), brackets and punctuation at the edges are
    words of their own; a full stop stays with its word, since in a phrase it belongs to an abbreviation.

    Nothing is raised; a phrase without words gives none.

    >>> phrase_words("So-called"), phrase_words("Assad's U.S.-backed foes")
    (('so', '-', 'called'), ('assad', "'s", 'u.s.-backed', 'foes'))
    """
    return tuple(intern(plain(word)) for chunk in phrase.split() for word in _split(chunk))


def plain(word: str) -> str:
    """The word in lower case with a typographic apostrophe made straight.

    >>> plain("N’T")
    "n't"
    """
    return word.lower().replace("’", "'")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A tail for a message: the nearest known names, or nothing when none is near.

    >>> did_you_mean("catgory", ["category", "source"])
    ' (did you mean `category`?)'
    """
    near = get_close_matches(name, list(known), n=2, cutoff=0.6)
    return f" (did you mean {' or '.join(f'`{one}`' for one in near)}?)" if near else ""


def _split(chunk: str) -> list[str]:
    if _CONTRACTION.fullmatch(chunk):
        return [chunk]
    front: list[str] = []
    back: list[str] = []
    while len(chunk) > 1 and _OPENING.match(chunk):
        front.append(chunk[0])
        chunk = chunk[1:]
    while len(chunk) > 1:
        found = _CLOSING.search(chunk) or _CONTRACTION.search(chunk)
        if not found or not found.start():
            break
        back.append(found[0])
        chunk = chunk[: found.start()]
    cannot = _CANNOT.fullmatch(chunk)
    inner = list(cannot.groups()) if cannot else _INNER.split(chunk)
    return front + inner + back[::-1]
