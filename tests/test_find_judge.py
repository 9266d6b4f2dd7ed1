"""The learnt judge: what it decides in few steps is what all weights together say."""

from __future__ import annotations

from itertools import product

import pytest

from framing.find import Layout
from framing.find.candidates import Candidate, candidates_of
from framing.find.content import content_of
from framing.find.cues import Cue, find_cues
from framing.find.features import content_features, cue_features
from framing.find.judge import ANYWHERE, BEYOND, BIAS, Weights, learnt_weights
from framing.find.sources import source_of
from framing.lexicon import load_lexicon
from framing.parse import parse_text

SENTENCES = (
    "Keller claimed that the mine is safe, and Moss, who owns it, agreed.",
    '"The road is closed," the mayor said on Monday. "It will stay closed."',
    "The harbour, according to a report by the council, has been sinking for years.",
    "He told voters in Ostrel that taxes would fall if his party won.",
    "Lund called the plan a disgrace and promised to stop it.",
    "Her claim that he had lied angered the ministers of Carvenia.",
    "They know the valley, believe in hard work and never asked for help.",
    'Moss described the vote as "a sham", although few had seen it.',
    "The guards were told to leave. Nobody said why.",
    "What is being said about the bridge, and by whom, she wondered.",
)
THRESHOLDS = (-2.0, 0.0, 1.0, 3.0)

pytestmark = pytest.mark.model


def weighed(weights: Weights, layout: Layout, cue: Cue, first: Candidate) -> float:
    """All weights of a cue less what it must reach."""
    source = source_of(layout, cue, first.content.tokens())
    odds = sum(weights.cue.get(feature, 0.0) for feature in cue_features(layout, cue, first, source))
    beyond = first.content.relation not in (*cue.relations, *ANYWHERE)
    return weights.cue[BIAS] + odds - weights.threshold - (BEYOND if beyond else 0.0)


def likeliest(weights: Weights, layout: Layout, cue: Cue, candidates: list[Candidate]) -> Candidate:
    scores = [
        sum(weights.content.get(feature, 0.0) for feature in content_features(layout, cue, candidate))
        for candidate in candidates
    ]
    return candidates[scores.index(max(scores))]


@pytest.mark.parametrize(("sentence", "threshold"), list(product(SENTENCES, THRESHOLDS)))
def test_a_cue_is_followed_where_all_its_weights_reach_the_threshold(sentence: str, threshold: float) -> None:
    learnt = learnt_weights()
    weights = Weights(learnt.cue, learnt.content, threshold)
    layout = Layout.of(parse_text(sentence))
    cues = list(find_cues(layout.tokens, load_lexicon("reporting-verbs")))
    assert cues
    for cue in cues:
        if "line" in cue.relations:
            continue
        candidates, content = candidates_of(layout, cue), weights(layout, cue)
        if not candidates or weighed(weights, layout, cue, candidates[0]) < 0:
            assert content is None
        else:
            assert content == likeliest(weights, layout, cue, candidates).content


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_first_candidate_is_what_the_rules_find_and_no_words_come_twice(sentence: str) -> None:
    layout = Layout.of(parse_text(sentence))
    for cue in find_cues(layout.tokens, load_lexicon("reporting-verbs")):
        own, candidates = content_of(layout, cue), candidates_of(layout, cue)
        runs = [candidate.content.runs for candidate in candidates]
        assert len(set(runs)) == len(runs)
        assert own is None or candidates[0].content == own


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_candidate_ends_before_what_its_relation_gives(sentence: str) -> None:
    layout = Layout.of(parse_text(sentence))
    for cue in find_cues(layout.tokens, load_lexicon("reporting-verbs")):
        for candidate in candidates_of(layout, cue):
            assert candidate.runs[-1][1] >= candidate.given.runs[-1][1]


@pytest.mark.parametrize("headline", [-2.0, 0.0, 2.0])
@pytest.mark.parametrize("source", ["he", "PERSON", "a|b", "unheard-of"])
def test_no_source_weighs_more_or_less_than_the_bounds(source: str, headline: float) -> None:
    """Not even in a headline, or where a weight is for a form with a bar in it."""
    learnt = learnt_weights()
    further = {"source=a|b|ccomp": 2.0, "source=a|b|act=speech": 1.5, "headline": headline}
    weights = Weights({**learnt.cue, **further}, learnt.content, 0.0)
    names = (f"source={source}", f"source={source}|ccomp", f"source={source}|act=speech")
    least, most = weights.bounds("ccomp", "speech")
    for there in (0.0, headline):
        assert least <= there + sum(weights.cue.get(name, 0.0) for name in names) <= most
    assert least <= 0.0
    assert most >= 3.5
