"""Words: the tokens of an article as numbers."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.parse.words import FORM, SPACE, VOCABULARY, Vocabulary, Words, form_keys, lemma_keys


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("mob", "mob", True, id="the word itself"),
        pytest.param("mob", "mobs", False, id="another word"),
        pytest.param("don’t", "don't", True, id="apostrophes"),
        pytest.param(" ", "\n", True, id="white space"),
        pytest.param("\n", " \n\t", True, id="a line break among spaces"),
        pytest.param("\n", "\n\n", False, id="a blank line is no mere space"),
        pytest.param(" ", "mob", False, id="white space and a word"),
        pytest.param("", " ", False, id="nothing is no space"),
    ],
)
def test_which_words_have_one_number(one: str, other: str, same: bool) -> None:
    numbers = Vocabulary()
    assert (numbers[one] == numbers[other]) is same


@given(st.lists(st.text(max_size=4)))
def test_two_words_have_one_number_only_if_they_count_as_one(words: list[str]) -> None:
    numbers = Vocabulary()
    told: dict[int, set[str]] = {}
    for word in words:
        told.setdefault(numbers[word], set()).add(word)
    for number, same in told.items():
        assert number % 2 == 0
        assert number >= SPACE
        assert number == SPACE or len({word.replace("’", "'") for word in same}) == 1


def test_threads_agree_on_numbers() -> None:
    numbers = Vocabulary()
    words = [f"word{number}" for number in range(2000)]
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: [numbers[word] for word in words], range(4)))
    assert told == told[:1] * 4
    assert len(set(told[0])) == len(words)


def test_white_space_is_no_word_but_a_blank_line_is() -> None:
    words = Words.of(["the", " ", "mob", "\n\n", "\n"], ["the", " ", "mob", "\n\n", "\n"])
    assert words.place.tolist() == [0, 2, 3, 5]
    assert words.keys.tolist() == [
        [*lemma_keys("the mob"), VOCABULARY["\n\n"], 0],
        [*form_keys("the mob"), VOCABULARY["\n\n"] + FORM, FORM],
    ]


def test_lemmas_and_forms_have_keys_of_their_own() -> None:
    words = Words.of(["mobs"], ["mob"])
    assert words.keys.tolist() == [[*lemma_keys("mob"), 0], [*form_keys("mobs"), FORM]]
    assert not set(lemma_keys("mob mobs")).intersection(form_keys("mob mobs"))


def test_no_words() -> None:
    words = Words.of([], [])
    assert (words.keys.tolist(), words.place.tolist()) == ([[0], [FORM]], [0])


def test_articles_are_joined_with_an_end_between() -> None:
    one, other = Words.of(["mob"], ["mob"]), Words.of([" ", "mobs"], [" ", "mob"])
    joined = Words.joined([one, other])
    assert joined.keys.tolist() == np.concatenate([one.keys, other.keys], axis=1).tolist()
    assert joined.place.tolist() == [0, 1, 1, 2]


def test_columns_made_by_hand_and_travelled_have_words(make_tokens) -> None:
    tokens = make_tokens(["The", "Mob"])
    again = pickle.loads(pickle.dumps(tokens))
    assert again.words.keys.tolist() == tokens.words.keys.tolist()
