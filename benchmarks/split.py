"""The fixed split of an annotated corpus: one part to develop on, one to check on that nothing is ever tuned on.

It goes by a hash of the article's name, so that it is the same on every machine, in every order and for every subset.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Literal

Part = Literal["develop", "check"]
PARTS = ("all", "develop", "check")
TENTHS_TO_DEVELOP = 7


def part_of(doc_id: str) -> Part:
    """The part of an article: ``develop`` for about seven in ten, else ``check``.

    >>> part_of("an article"), part_of("the article")
    ('develop', 'check')
    """
    number = int(hashlib.sha256(doc_id.encode("utf-8")).hexdigest(), 16)
    return "develop" if number % 10 < TENTHS_TO_DEVELOP else "check"


def in_part(records: Iterable[dict[str, Any]], part: str) -> list[dict[str, Any]]:
    """The records (each with a ``doc_id``) of ``develop``, of ``check``, or of ``all``."""
    if part not in PARTS:
        raise ValueError(f"there is no part {part!r}; choose one of {', '.join(PARTS)}")
    return [record for record in records if part in ("all", part_of(record["doc_id"]))]
