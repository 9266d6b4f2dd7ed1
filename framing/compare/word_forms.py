"""Words as the likeness of contents takes them: without endings; function words, numbers and denials told apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from framing.lexicon import load_lexicon

NEGATIVE = ("absolute", "preposition")
STEM = 6  # letters


def stem(word: str) -> str:
    """The word without its ending, roughly.

    >>> stem("inspectors") == stem("inspected"), stem("rain")
    (True, 'rain')
    """
    return word[:STEM]


@cache
def negations() -> frozenset[str]:
    """The words of negation that deny alone ("not", "never", "without"), by the lexicon of that name."""
    return frozenset(form for term in load_lexicon("negations") if term.category in NEGATIVE for form in term.forms)


@cache
def function_words() -> frozenset[str]:
    """spaCy's stop words without the numbers among them, by their stems."""
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(stem(word.replace("\u2019", "'")) for word in STOP_WORDS if not spelled_numbers([word]))


def spelled_numbers(words: Sequence[str]) -> list[str]:
    """Numbers in letters; "one" is mostly a pronoun."""
    return [word for word in words if word != "one" and word.isalpha() and _like_number(word)]


@lru_cache(maxsize=100_000)
def _like_number(word: str) -> bool:
    from spacy.lang.en.lex_attrs import like_num

    return bool(like_num(word))  # type: ignore[no-untyped-call]
