"""Nouns for actors, from the built-in lexicon ``actors``."""

from __future__ import annotations

from functools import lru_cache

from framing.lexicon import load_lexicon


@lru_cache(maxsize=1)
def nouns_of_actors() -> dict[str, str]:
    """The category of each noun: document, group, organisation, feminine, masculine, title.

    >>> nouns_of_actors()["report"]
    'document'
    """
    return {form: term.category for term in load_lexicon("actors") for form in term.forms}
