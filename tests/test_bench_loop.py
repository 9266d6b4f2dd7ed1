"""The steps of benchmarks/loop.py that are no clock."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from loop import additions, after, by_frequency, edits, middling

from framing.lexicon import Lexicon, Term

CUES = Lexicon(
    "cues",
    "1.0.0",
    "Cues",
    kind="cues",
    terms=(
        Term("claim", "doubting", lemma=("claim",), pos=("VERB",)),
        Term("claim-noun", "doubting", lemma=("claim",), pos=("NOUN",)),
        Term("say", "neutral", lemma=("say",), pos=("VERB",)),
        Term("point-out", "endorsing", lemma=("point out",), pos=("VERB",)),
        Term("aver", "asserting", lemma=("aver",), pos=("VERB",)),
    ),
)


def changed(lexicon: Lexicon) -> list[tuple[str, str]]:
    return [(term.id, term.category) for term in lexicon if term.id not in CUES or term != CUES[term.id]]


def test_every_edition_changes_another_entry_or_another_way() -> None:
    editions = list(islice(edits(CUES, ["say", "claim"], ["neutral", "doubting", "denying"]), 4))
    assert [changed(one) for one in editions] == [
        [("say", "doubting")],
        [("claim", "neutral")],
        [("say", "denying")],
        [("claim", "denying")],
    ]


def test_every_addition_is_another_verb() -> None:
    editions = list(islice(additions(CUES, ["mutter", "bark"]), 2))
    assert [one.terms[-1].lemma for one in editions] == [("mutter",), ("bark",)]
    assert [len(one) for one in editions] == [len(CUES) + 1] * 2


def test_single_verbs_by_the_articles_that_have_them() -> None:
    lemmas = [frozenset(words) for words in (["say", "point", "out"], ["say", "claim"], ["say"])]
    assert by_frequency(CUES, lemmas) == {"say": 3, "claim": 1}


@pytest.mark.parametrize(("number", "expected"), [(1, ["b"]), (3, ["a", "b", "c"]), (9, ["a", "b", "c"])])
def test_those_in_the_middle(number: int, expected: list[str]) -> None:
    assert middling({"a": 9, "b": 5, "c": 1}, number) == expected


def test_a_step_gets_the_next_edition_each_time() -> None:
    step = after(lambda one, other: (one, other), iter("ab"), iter("cd"))
    assert [step(), step()] == [("a", "c"), ("b", "d")]
