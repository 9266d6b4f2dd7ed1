"""count_words: runs of letters and digits, inner apostrophes and hyphens included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus import count_words
from framing.corpus.words import WORD, word_ends


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("... - \u201c\u201d \U0001f600", 0),
        ("Rain fell.", 2),
        ("The mayor's plan", 3),
        ("The mayor\u2019s so-called plan", 4),
        ("'quoted' words", 2),
        ("a dash - between", 3),
        ("a dash \u2014 between\u2014words", 4),
        ("1,000 people", 3),
        ("caf\u00e9 \u041c\u043e\u0441\u043a\u0432\u0430", 2),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(), st.text())
def test_a_blank_between_two_texts_adds_their_counts(one: str, other: str) -> None:
    assert count_words(f"{one} {other}") == count_words(one) + count_words(other)


@given(st.one_of(st.text(), st.text(st.sampled_from("ab1_-'\u2019 .\u00e9\u4e2d\u0301\ud800\U0001f600"))))
def test_words_end_where_the_pattern_says_and_are_as_many(text: str) -> None:
    ends = [match.end() for match in WORD.finditer(text)]
    assert (word_ends(text).tolist(), count_words(text)) == (ends, len(ends))
