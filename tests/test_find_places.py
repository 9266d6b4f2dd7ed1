"""Where a value stands in a column of an article, whether spaCy has just parsed it or not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hand_parsed import parsed

from framing.find.places import capitals, numbers_of, places_in
from framing.parse import Tokens

SKETCH = (
    "Mayor/compound/1/PROPN Moss/nsubj/2/PROPN called/ROOT/2/VERB \u201c/punct/2/PUNCT Åberg/dobj/2/PROPN "
    "it/dobj/2/PRON \u00fcber/advmod/2/ADV us/dobj/2/PRON"
)


@pytest.fixture(params=["as parsed", "as lists"])
def tokens(request: pytest.FixtureRequest) -> Tokens:
    """An article with the numbers that spaCy told, or without them."""
    found = Tokens.of(parsed(SKETCH))
    assert found.numbered is not None
    return found if request.param == "as parsed" else replace(found)


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("pos", "PROPN", [0, 1, 4]),
        ("pos", "PRON", [5, 7]),
        ("dep", "dobj", [4, 5, 7]),
        ("lower", "us", [7]),
        ("pos", "NUM", []),
        ("lower", "a word that nobody has seen", []),
    ],
)
def test_places_of_a_value(tokens: Tokens, column: str, value: str, expected: list[int]) -> None:
    assert places_in(tokens, column, value) == expected


def test_capitals_are_those_of_any_script(tokens: Tokens) -> None:
    assert capitals(tokens) == [0, 1, 4]


@pytest.mark.parametrize("column", ["start", "sentence"])
def test_columns_of_numbers(tokens: Tokens, column: str) -> None:
    assert numbers_of(tokens, column).tolist() == getattr(tokens, column)


def test_an_article_without_tokens_has_no_places() -> None:
    nothing = Tokens(
        text="", start=[], end=[], lower=[], lemma=[], pos=[], tag=[], dep=[], head=[], sentence=[], entity=[],
        entity_begins=[], morph=[],
    )  # fmt: skip
    assert (places_in(nothing, "pos", "NOUN"), capitals(nothing)) == ([], [])
