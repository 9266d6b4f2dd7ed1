"""One name for one actor across a corpus: short names joined to the only full name that ends in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

PARTS = re.compile(r"[\s\-\u2010\u2011]+")


def surname(name: str) -> str:
    """The last part of a name, lower-cased: what short forms share with the full name.

    >>> surname("Bashar Al-Assad"), surname("Assad")
    ('assad', 'assad')
    """
    return PARTS.split(name.strip())[-1].lower()


def unified_names(names: Iterable[str]) -> dict[str, str]:
    """For each name of a person, the name to use in the whole corpus.

    A one-word name goes to the full name that ends in it when there is exactly one such; with two ("Ada Brook",
    "Tom Brook") it stays as it is, since the word alone does not say who is meant. Full names that differ only in
    having more words before ("Bashar Al-Assad", "President Bashar Al-Assad") go to the commonest, ties to the shorter.

    >>> unified_names(["Brook", "Ada Brook", "Lund"])
    {'Brook': 'Ada Brook', 'Ada Brook': 'Ada Brook', 'Lund': 'Lund'}
    """
    counted: dict[str, int] = {}
    for name in names:
        counted[name] = counted.get(name, 0) + 1
    families: dict[str, list[str]] = {}
    for name in counted:
        families.setdefault(surname(name), []).append(name)
    chosen = {}
    for name in counted:
        family = [other for other in families[surname(name)] if len(PARTS.split(other)) > 1]
        if len(PARTS.split(name)) == 1:
            heads = {_core(other) for other in family}
            chosen[name] = _commonest(family, counted) if len(heads) == 1 else name
        else:
            chosen[name] = _commonest([o for o in family if _core(o) == _core(name)], counted)
    return chosen


def _core(name: str) -> str:
    return " ".join(PARTS.split(name.lower())[-2:])


def _commonest(names: list[str], counted: dict[str, int]) -> str:
    return min((-counted[name], len(name), name) for name in names)[2]
