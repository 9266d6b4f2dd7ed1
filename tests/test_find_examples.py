"""Every hit and miss of the built-in cue lexicon, and the words it leaves out on purpose."""

from __future__ import annotations

import pytest

from framing.find.check import cue_finder
from framing.lexicon import check_examples, load_lexicon
from framing.values import STANCES


@pytest.mark.model
def test_every_hit_is_a_cue_and_no_miss_is(nlp) -> None:
    lexicon = load_lexicon("reporting-verbs")
    assert [str(problem) for problem in check_examples(lexicon, nlp, find=cue_finder(lexicon))] == []


def test_all_thirteen_stances_have_entries() -> None:
    assert {term.category for term in load_lexicon("reporting-verbs")} == set(STANCES)


def test_words_left_out_have_a_reason_and_no_entry_of_their_own() -> None:
    lexicon = load_lexicon("reporting-verbs")
    assert lexicon.omitted
    assert all(reason.strip() for reason in lexicon.omitted.values())
    assert not set(lexicon.omitted) & {term.id for term in lexicon}
