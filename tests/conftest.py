"""Fixtures that several test modules share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from framing import Analysis, analyze, load_corpus
from framing.parse import Tokens, load_model

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The trained pipeline, loaded once a run; tests that use it are marked `model`."""
    return load_model()


@pytest.fixture(scope="session")
def constructed() -> Analysis:
    """The tables of the constructed corpus, made once a run; tests that use it are marked `model`."""
    return analyze(load_corpus(Path(__file__).parent.parent / "data" / "constructed"), cache=False, progress=False)


@pytest.fixture(scope="session")
def make_tokens() -> Callable[..., Tokens]:
    """Tokens by hand: words with one space between them; columns that are not given are bland."""

    def make(words: Sequence[str], **columns: Sequence[object]) -> Tokens:
        start = [sum(len(word) + 1 for word in words[:place]) for place in range(len(words))]
        given: dict[str, object] = {field.name: [""] * len(words) for field in fields(Tokens)}
        given |= {
            "text": " ".join(words),
            "start": start,
            "end": [begin + len(word) for begin, word in zip(start, words)],
            "lower": [word.lower() for word in words],
            "lemma": [word.lower() for word in words],
            "head": list(range(len(words))),
            "sentence": [0] * len(words),
            "entity_begins": [False] * len(words),
        }
        return Tokens(**{**given, **{name: list(values) for name, values in columns.items()}})

    return make
