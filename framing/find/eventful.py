"""The built-in lexicons that tell which words are events: of violence, and of states that are none."""

from __future__ import annotations

from functools import lru_cache

from framing.lexicon import Matcher, load_lexicon

VIOLENCE, EVENTS = "violence", "events"


@lru_cache(maxsize=1)
def violence() -> Matcher:
    """The built-in lexicon of violence, ready to be found."""
    return Matcher(load_lexicon(VIOLENCE))


@lru_cache(maxsize=8)
def event_words(category: str) -> frozenset[str]:
    """The forms of one category of the built-in lexicon ``events``.

    >>> "located" in event_words("state-participle"), "have" in event_words("state-verb")
    (True, True)
    """
    return frozenset(form for term in load_lexicon(EVENTS) if term.category == category for form in term.forms)
