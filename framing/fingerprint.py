"""Keys of what is kept on disk: by the code that made it and the values that it was made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framing.lexicon import Lexicon

# What rows are made by, as paths below the package, and the libraries whose release can change a row.
SOURCES = ("analysis", "corpus/words.py", "find", "frames.py", "lexicon", "parse", "tables.py", "values.py")
SUFFIXES = frozenset((".py", ".toml", ".tsv"))
LIBRARIES = ("spacy", "textblob", "nltk")
_UNREAD = ("file", "line", "hits", "misses", "source", "note")  # of a term: what no row depends on


@cache
def of_code() -> str:
    """The SHA-256 of the code that makes rows: every source file and data file of its packages, and the libraries.

    >>> of_code() == of_code(), len(of_code())
    (True, 64)
    """
    home = Path(__file__).parent
    found = hashlib.sha256()
    for source in SOURCES:
        place = home / source
        files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.suffix in SUFFIXES)
        for path in files:
            found.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for library in LIBRARIES:
        found.update(f"{library} {release_of(library)}\0".encode())
    return found.hexdigest()


@lru_cache(maxsize=64)
def of_lexicon(lexicon: Lexicon) -> str:
    """The SHA-256 of what a lexicon does to rows: name, version, kind and terms, not its notes, sources and examples.

    >>> from framing.lexicon import load_lexicon
    >>> of_lexicon(load_lexicon("hedges")) == of_lexicon(load_lexicon("labels"))
    False
    """
    terms = [{own.name: getattr(term, own.name) for own in fields(term) if own.name not in _UNREAD} for term in lexicon]
    return of_values((lexicon.name, lexicon.version, lexicon.kind, terms))


def of_values(values: Iterable[object]) -> str:
    """The SHA-256 of strings, numbers, lists and mappings of them; the order counts.

    >>> of_values(["a", "b"]) == of_values(["ab"])
    False
    """
    return hashlib.sha256(json.dumps(list(values), sort_keys=True, ensure_ascii=True).encode()).hexdigest()


@cache
def release_of(library: str) -> str:
    """The release of a library that is installed, or "none".

    >>> release_of("no-such-library")
    'none'
    """
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
