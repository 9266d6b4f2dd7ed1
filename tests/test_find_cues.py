"""Possible cues: with the quotations at hand those that introduce nothing where they stand are not even made."""

from __future__ import annotations

import pytest
from hand_parsed import parsed
from hypothesis import given
from hypothesis import strategies as st

from framing.find import Layout
from framing.find.content import content_of
from framing.find.cues import find_cues
from framing.find.lines import LONGEST_SIGNATURE, LONGEST_SPEAKER, line_of, near_edge
from framing.lexicon import load_lexicon
from framing.parse import Tokens

MARKS = (":", "\u2014", "-")
WORDS = st.sampled_from(
    ("Moss/dep//PROPN//PERSON", "Brook/dep//PROPN", "road/dep//NOUN", "shut/dep//VERB", "\u00b6", ",")
)
SKETCHES = st.lists(st.one_of(WORDS, st.sampled_from(MARKS)), min_size=1, max_size=60).map(" ".join)
NAME = "Moss/dep//PROPN//PERSON "
FILLER = "road/dep//NOUN " * (LONGEST_SPEAKER + LONGEST_SIGNATURE)


def laid(sketch: str) -> Layout:
    return Layout.of(Tokens.of(parsed(sketch)))


@given(SKETCHES)
def test_a_mark_far_from_both_ends_of_its_paragraph_sets_no_speaker_off(sketch: str) -> None:
    layout = laid(sketch)
    for token, form in enumerate(layout.tokens.lower):
        if form in MARKS and not near_edge(layout, token):
            assert line_of(layout, token) is None


@given(SKETCHES)
def test_cues_that_are_not_made_have_no_content(sketch: str) -> None:
    layout, lexicon = laid(sketch), load_lexicon("reporting-verbs")
    made = list(find_cues(layout.tokens, lexicon, layout=layout))
    everywhere = list(find_cues(layout.tokens, lexicon))
    assert [cue for cue in everywhere if cue in made] == made
    assert all(content_of(layout, cue) is None for cue in everywhere if cue not in made)


@pytest.mark.parametrize(
    ("sketch", "cues"),
    [
        pytest.param(
            "Moss/dep//PROPN//PERSON : road/dep//NOUN is/ROOT shut/dep//VERB", [":"], id="a speaker before it"
        ),
        pytest.param(f"{FILLER} : Moss/dep//PROPN//PERSON", [":"], id="a name after it"),
        pytest.param(f"{FILLER} : {NAME * LONGEST_SIGNATURE}", [":"], id="the longest name after it"),
        pytest.param(f"{NAME * LONGEST_SPEAKER} : {FILLER}", [":"], id="the longest speaker before it"),
        pytest.param(f"{FILLER} \u2014 {NAME}", ["\u2014"], id="a name after a dash"),
        pytest.param(f"{NAME} \u2014 {FILLER}", [], id="a dash after a name"),
        pytest.param(f"{FILLER} : {FILLER}", [], id="amid a paragraph"),
        pytest.param(f"{FILLER} \u00b6 Moss/dep//PROPN//PERSON : {FILLER}", [":"], id="in the next paragraph"),
        pytest.param("Moss/nsubj/1/PROPN said/ROOT/1/VERB/say nothing/dobj/1/NOUN", ["said"], id="a verb"),
        pytest.param(
            "“ Moss/nsubj/2/PROPN said/ROOT/2/VERB/say that/mark/5/SCONJ roads/nsubj/5/NOUN close/ccomp/2/VERB "
            "in/prep/5/ADP May/pobj/6/PROPN . ”",
            [],
            id="a verb in speech",
        ),
    ],
)
def test_which_cues_are_made(sketch: str, cues: list[str]) -> None:
    layout = laid(sketch)
    found = find_cues(layout.tokens, load_lexicon("reporting-verbs"), layout=layout)
    assert [layout.tokens.span(cue.first, cue.last) for cue in found] == cues
