"""Hits: columns of numbers that read as a sequence of named tuples."""

from __future__ import annotations

import pickle

import pytest

from framing.lexicon import Hit, Hits, Lexicon, Matcher, Term

LABELS = Lexicon("labels", "1.0.0", "Labels", terms=(Term("mob", "x", lemma=("mob",)), Term("the", "x", text=("the",))))


@pytest.fixture
def hits(make_tokens) -> Hits:
    return Matcher(LABELS).find(make_tokens(["The", "mob", "met", "the", "mob"]))


def test_hits_read_as_a_sequence(hits: Hits) -> None:
    assert len(hits) == 4
    assert list(hits) == [hits[0], hits[1], hits[2], hits[-1]]
    assert hits[1] == Hit(LABELS, LABELS["mob"], 1, 1)
    assert Hit(LABELS, LABELS["mob"], 4, 4) in hits
    assert [hit.first for hit in reversed(hits)] == [4, 3, 1, 0]
    assert bool(hits)


def test_a_slice_is_hits_too(hits: Hits) -> None:
    some = hits[1:3]
    assert isinstance(some, Hits)
    assert list(some) == list(hits)[1:3]
    assert not hits[4:]


def test_no_hit_beyond_the_last(hits: Hits) -> None:
    with pytest.raises(IndexError):
        hits[4]


def test_places_are_plain_numbers(hits: Hits) -> None:
    assert {type(place) for hit in (*hits, hits[0]) for place in (hit.first, hit.last)} == {int}


def test_columns_name_entries(hits: Hits) -> None:
    assert [hits.entries.terms[entry].id for entry in hits.entry.tolist()] == ["the", "mob", "the", "mob"]
    assert hits.first.tolist() == hits.last.tolist() == [0, 1, 3, 4]


def test_hits_travel(hits: Hits) -> None:
    assert list(pickle.loads(pickle.dumps(hits))) == list(hits)
