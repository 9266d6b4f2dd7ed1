"""The trie of numbered words, beside a plain search."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from framing.lexicon.trie import Trie

words = st.integers(4, 9)


@given(
    phrases=st.dictionaries(
        st.lists(words, min_size=1, max_size=4).map(tuple),
        st.lists(st.integers(0, 99), min_size=1, max_size=3, unique=True),
        max_size=12,
    ),
    text=st.lists(st.integers(2, 12), max_size=30),
)
def test_every_phrase_is_found_wherever_it_stands(phrases, text) -> None:
    begin, value = Trie(phrases).matches(np.array([*text, 0], np.intp))
    expected = [
        (at, one)
        for phrase, values in phrases.items()
        for at in range(len(text))
        if tuple(text[at : at + len(phrase)]) == phrase
        for one in values
    ]
    assert sorted(zip(begin.tolist(), value.tolist())) == sorted(expected)
