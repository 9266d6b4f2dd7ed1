"""How many annotated cues the reporting lexicon knows, on articles whose counts are known by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from hand_parsed import parsed
from stances import Cue, cues_of, measure

from framing.lexicon import Lexicon, Matcher, Term
from framing.parse import Tokens

CUES = Lexicon(
    "cues", "1", "Cues", kind="cues",
    terms=(Term("say", "neutral", lemma=("say",), pos=("VERB",)),), omitted={"seem": "no source says so"},
)  # fmt: skip


SENTENCE = parsed(
    "Keller/nsubj/2/PROPN had/aux/2/AUX said/ROOT/2/VERB/say so/advmod/2/ADV , she/nsubj/6 fumed/conj/2/VERB/fume"
)


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        pytest.param([[7, 15]], [Cue("say", True)], id="an auxiliary before the verb"),
        pytest.param([[7, 10]], [Cue("had", False)], id="the auxiliary alone"),
        pytest.param([[24, 29]], [Cue("fume", False)], id="a verb without an entry"),
        pytest.param([[7, 10], [24, 29]], [Cue("fume", False)], id="the entry stands between two parts"),
        pytest.param([], [], id="no cue"),
    ],
)
def test_the_cues_of_an_article(cue: list[list[int]], expected: list[Cue]) -> None:
    tokens = Tokens.of(SENTENCE)
    assert list(cues_of(tokens, [{"cue": cue}], Matcher(CUES))) == expected


ARTICLES = [
    [Cue("say", True), Cue("say", True), Cue("fume", False)],
    [Cue("fume", False), Cue("seem", False), Cue("seem", False), Cue("rage", False)],
]


def test_shares_with_what_they_are_a_share_of() -> None:
    result = measure(ARTICLES, CUES, least=2, bootstrap=0)
    assert result["cues"] == {"share": pytest.approx(2 / 7), "right": 2, "of": 7}
    assert result["lemmas"] == {"least": 2, "right": 2, "of": 3}


def test_what_is_missing_is_named_and_what_is_left_out_for_a_reason_is_not() -> None:
    assert measure(ARTICLES, CUES, least=1, bootstrap=0)["missing"] == {"fume": 2, "rage": 1}


def test_the_interval_draws_articles() -> None:
    low, high = measure(ARTICLES, CUES, least=2, bootstrap=200)["cues"]["share_95"]
    assert (low, high) == (0.0, pytest.approx(2 / 3))
