"""Strings of spaCy's numbers: what stands at hand in an array is what the store says, whatever collides."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.strings import StringStore

from framing.parse import numbered
from framing.parse.numbered import LOW, Names

WORDS = st.lists(st.text("abMÜ", max_size=3), max_size=40)
BATCHES = st.lists(WORDS, min_size=1, max_size=4)


def told(strings: StringStore, words: list[str]) -> np.ndarray:
    return np.array([strings.add(word) if word else 0 for word in words], np.uint64)


@pytest.fixture(params=[3, LOW], ids=["four places", "as many as there are"])
def low(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbered, "LOW", request.param)


@pytest.mark.usefixtures("low")
class TestNames:
    @given(batches=BATCHES)
    def test_a_column_has_the_strings_of_its_numbers(self, batches: list[list[str]]) -> None:
        strings = StringStore()
        names = Names(strings)
        for words in batches:
            column = told(strings, words)
            assert names.of(column) == words
            assert names.array(column).tolist() == words

    @given(batches=BATCHES)
    def test_in_lower_case(self, batches: list[list[str]]) -> None:
        strings = StringStore()
        names = Names(strings, lower=True)
        for words in batches:
            assert names.of(told(strings, words)) == [word.lower() for word in words]

    @given(batches=BATCHES)
    def test_what_is_told_of_strings_is_worked_out_once_for_those_at_hand(self, batches: list[list[str]]) -> None:
        strings, asked = StringStore(), []

        def size(word: str) -> int:
            asked.append(word)
            return len(word)

        names = Names(strings)
        for words in batches:
            column = told(strings, words)
            assert names.told(column, size, np.uint8).tolist() == list(map(len, words))
            before = len(asked)
            assert names.told(column[:1], size, np.uint8).tolist() == list(map(len, words[:1]))
            assert len(asked) <= before + 1

    @given(batches=BATCHES, wanted=st.frozensets(st.text("abü", max_size=2)))
    def test_which_tokens_have_one_of_some_words(self, batches: list[list[str]], wanted: frozenset[str]) -> None:
        """Also one that the store holds in capitals, told before the words were asked for or after."""
        strings = StringStore()
        names = Names(strings, lower=True)
        for words in batches:
            column = told(strings, words)
            found = names.of(column)
            told_so = names.told(column, wanted.__contains__, bool)
            assert told_so.tolist() == [word in wanted for word in found]

    def test_several_threads_ask_at_once(self) -> None:
        strings = StringStore()
        words = [f"w{number}" for number in range(3000)]
        column = told(strings, words)
        names = Names(strings)
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(names.of, [column[first:] for first in range(0, 3000, 50)]))
        assert found == [words[first:] for first in range(0, 3000, 50)]


def test_a_word_whose_low_bits_are_zero_is_no_empty_string() -> None:
    class Store(StringStore):
        def __getitem__(self, number: object) -> object:
            return "mob" if number == 2 * (LOW + 1) else super().__getitem__(number)

    column = np.array([0, 2 * (LOW + 1), 0], np.uint64)
    names = Names(Store())
    for _ in range(2):
        assert names.of(column) == ["", "mob", ""]
