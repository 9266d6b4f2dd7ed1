"""Numbers of strings: a column of spaCy's hashes has the strings that the store says, whatever collides."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.strings import StringStore

from framing.parse import numbered
from framing.parse.numbered import LOW, MOST_TOLD, Hashes, Strings

WORDS = st.lists(st.text("abMÜ", max_size=3), max_size=40)
BATCHES = st.lists(WORDS, min_size=1, max_size=4)


def hashes_of(store: StringStore, words: list[str]) -> np.ndarray:
    """A column as spaCy tells it, as signed numbers."""
    return np.array([store.add(word) if word else 0 for word in words], np.uint64).view(np.int64)


@pytest.fixture(params=[3, LOW], ids=["four places", "as many as there are"])
def low(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbered, "LOW", request.param)


@pytest.mark.usefixtures("low")
class TestNumbers:
    @given(batches=BATCHES)
    def test_a_column_has_the_strings_of_its_hashes(self, batches: list[list[str]]) -> None:
        strings, store = Strings(), StringStore()
        hashes = Hashes(strings, store, lower=False)
        for words in batches:
            assert strings.of(hashes.numbers(hashes_of(store, words))) == words

    @given(batches=BATCHES)
    def test_equal_numbers_are_equal_strings_also_in_lower_case(self, batches: list[list[str]]) -> None:
        strings, store = Strings(), StringStore()
        own, lowered = (Hashes(strings, store, lower=lower) for lower in (False, True))
        number: dict[str, int] = {}
        for words in batches:
            column = hashes_of(store, words)
            for hashes, texts in ((own, words), (lowered, [word.lower() for word in words])):
                told = hashes.numbers(column).tolist()
                assert told == [number.setdefault(text, one) for text, one in zip(texts, told)]
                assert told == list(map(strings.number, texts))
        assert len(set(number.values())) == len(number)

    @given(batches=BATCHES)
    def test_a_table_of_columns(self, batches: list[list[str]]) -> None:
        strings, store = Strings(), StringStore()
        hashes = Hashes(strings, store, lower=False)
        for words in batches:
            column = hashes_of(store, words)
            told = hashes.numbers(np.stack([column, column[::-1]]))
            assert list(map(strings.of, told)) == [words, words[::-1]]

    def test_several_threads_ask_at_once(self) -> None:
        strings, store = Strings(), StringStore()
        words = [f"w{number}" for number in range(3000)]
        column = hashes_of(store, words)
        hashes = Hashes(strings, store, lower=False)

        def read(first: int) -> tuple[list[str], list[int]]:
            numbers = hashes.numbers(column[first:])
            return strings.of(numbers), strings.told(numbers, len, np.uint8).tolist()

        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(read, range(0, 3000, 50)))
        assert found == [(words[first:], list(map(len, words[first:]))) for first in range(0, 3000, 50)]


class TestTold:
    @given(batches=BATCHES)
    def test_what_is_told_of_a_string_is_worked_out_once(self, batches: list[list[str]]) -> None:
        strings, asked = Strings(), []

        def size(word: str) -> int:
            asked.append(word)
            return len(word)

        for words in batches:
            told = strings.told(np.array(strings.meet(words), np.intp), size, np.uint8)
            assert told.tolist() == list(map(len, words))
        assert len(asked) == len(set(asked))

    @given(batches=BATCHES, wanted=st.frozensets(st.text("abü", max_size=2)))
    def test_which_have_one_of_some_words(self, batches: list[list[str]], wanted: frozenset[str]) -> None:
        strings = Strings()
        for words in batches:
            flags = strings.told(np.array(strings.meet(words), np.intp), wanted.__contains__, bool)
            assert flags.tolist() == [word in wanted for word in words]

    def test_more_functions_than_are_remembered(self) -> None:
        strings = Strings()
        numbers = np.array(strings.meet(["a", "b", "a"]), np.intp)
        for number in range(2 * MOST_TOLD + 1):
            wanted = frozenset(("a", str(number)))
            assert strings.told(numbers, wanted.__contains__, bool).tolist() == [True, False, True]


def test_the_empty_string_is_number_0_and_a_string_keeps_its_number() -> None:
    strings = Strings()
    assert strings.number("") == 0
    assert strings.meet(["mob", "the", "mob"]) == [1, 2, 1]
    assert strings.number("mob") == 1
    assert strings.of(np.array([2, 0, 1])) == ["the", "", "mob"]


def test_a_word_whose_low_bits_are_zero_is_no_empty_string() -> None:
    class Store(StringStore):
        def __getitem__(self, number: object) -> object:
            return "mob" if number == 2 * (LOW + 1) else super().__getitem__(number)

    strings = Strings()
    hashes = Hashes(strings, Store(), lower=False)
    for _ in range(2):
        assert strings.of(hashes.numbers(np.array([0, 2 * (LOW + 1), 0], np.int64))) == ["", "mob", ""]


def test_more_strings_than_there_was_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbered, "LOW", 2)
    strings = Strings()
    words = list("abcdefgh")
    for size in (1, 3, 8):
        assert strings.of(np.array(strings.meet(words[:size]))) == words[:size]
