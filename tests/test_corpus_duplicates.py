"""flag_near_duplicates: wire copy is flagged with the earliest article that has it."""

from __future__ import annotations

import random
import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus import flag_near_duplicates
from framing.errors import ChoiceError, CorpusError


def _prose(seed: int, words: int = 200) -> str:
    choice = random.Random(seed)
    return " ".join(f"w{choice.randrange(3000)}" for _ in range(words))


def _flags(*texts: str, threshold: float = 0.8) -> list[str | None]:
    frame = pd.DataFrame({"doc_id": [f"d{number}" for number in range(len(texts))], "text": texts})
    flags = flag_near_duplicates(frame, threshold=threshold)
    return [None if pd.isna(flag) else flag for flag in flags]


WIRE = _prose(1)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([WIRE, _prose(2)], [None, None]),
        ([WIRE, WIRE], [None, "d0"]),
        ([WIRE, WIRE.upper()], [None, "d0"]),
        ([WIRE, WIRE.replace(" ", "\n\n") + "!"], [None, "d0"]),
        ([WIRE, "OUR TOWN (Wire) - " + WIRE], [None, "d0"]),
        ([_prose(2), WIRE, WIRE + " one", WIRE + " two"], [None, None, "d1", "d1"]),
        ([WIRE, WIRE + " " + _prose(3)], [None, None]),
        ([WIRE, " ".join(reversed(WIRE.split()))], [None, None]),
        (["Rain fell.", "Rain fell.", "Rain fell again."], [None, "d0", None]),
        (["...", "...", "!"], [None, None, None]),
        ([], []),
    ],
)
def test_nearly_the_same_text_is_flagged(texts: list[str], expected: list[str | None]) -> None:
    assert _flags(*texts) == expected


def test_the_threshold_is_the_jaccard_coefficient_of_five_word_shingles() -> None:
    words = [f"w{number}" for number in range(104)]
    one, other = " ".join(words), " ".join([*words, *(f"x{number}" for number in range(25))])
    assert _flags(one, other, threshold=0.8) == [None, "d0"]
    assert _flags(one, other, threshold=0.801) == [None, None]


@pytest.mark.parametrize("threshold", [0, -1, 1.1, float("nan")])
def test_a_threshold_outside_its_range_is_refused(threshold: float) -> None:
    with pytest.raises(ChoiceError, match="threshold="):
        _flags("a", threshold=threshold)


def test_without_text_there_is_nothing_to_compare() -> None:
    with pytest.raises(CorpusError, match="need the column text; take the articles from load_corpus"):
        flag_near_duplicates(pd.DataFrame({"doc_id": ["a"]}))


def test_the_flags_stand_on_the_index_of_the_articles() -> None:
    frame = pd.DataFrame({"doc_id": ["a", "b"], "text": [WIRE, WIRE]}, index=[7, 3])
    flags = flag_near_duplicates(frame)
    assert list(flags.index) == [7, 3]
    assert flags[3] == "a"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="ab \n\u00e9", max_size=40), max_size=8))
def test_a_flag_names_an_earlier_article_and_a_copy_is_always_found(texts: list[str]) -> None:
    flags = _flags(*texts, *texts)
    assert flags == _flags(*texts, *texts)
    ids = [f"d{number}" for number in range(len(flags))]
    for number, flag in enumerate(flags):
        assert flag is None or ids.index(flag) < number
    for number, text in enumerate(texts):
        has_words = bool(text.split())
        assert (flags[len(texts) + number] is not None) == has_words


def test_a_thousand_articles_take_seconds() -> None:
    texts = [_prose(seed, words=600) for seed in range(500)]
    frame = pd.DataFrame({"doc_id": [str(number) for number in range(1000)], "text": texts + texts})
    start = time.process_time()
    flags = flag_near_duplicates(frame)
    assert time.process_time() - start < 10
    assert flags[500:].tolist() == [str(number) for number in range(500)]
