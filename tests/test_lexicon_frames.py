"""The topical lexicons, generic frames and moral foundations: their categories and their size."""

from __future__ import annotations

import pytest

from framing.lexicon import load_lexicon

FRAMES = {"conflict", "human-interest", "economic-consequences", "morality", "responsibility"}
FOUNDATIONS = ("care", "fairness", "loyalty", "authority", "sanctity")


@pytest.mark.parametrize(
    ("name", "categories", "least"),
    [
        ("frames", FRAMES, 250),
        ("moral-foundations", {f"{one}-{side}" for one in FOUNDATIONS for side in ("virtue", "vice")}, 200),
    ],
)
def test_every_category_has_its_share_of_the_terms(name: str, categories: set[str], least: int) -> None:
    lexicon = load_lexicon(name)
    assert set(lexicon.categories) == categories
    assert len(lexicon) >= least
    for category in categories:
        size = sum(term.category == category for term in lexicon)
        assert size >= least / len(categories) / 2, category


@pytest.mark.parametrize("name", ["frames", "moral-foundations"])
def test_sources_that_are_named_are_used(name: str) -> None:
    lexicon = load_lexicon(name)
    assert {term.source for term in lexicon if term.source} == set(lexicon.sources)
